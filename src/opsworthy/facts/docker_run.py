"""Containers that a text tells a server to start for good: `docker run -d --name api -p 80:8080 shop/api`."""

import re
import shlex
from collections.abc import Iterator, Mapping

from opsworthy.facts.command_lines import image_reference, withheld
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.hosting.variables import Named, variables
from opsworthy.facts.interpolation import expand
from opsworthy.facts.ports import number
from opsworthy.facts.workloads import Container, Port, Volume, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex

PLATFORM = "docker-run"
_RUN = regex(r"\b(?:docker|podman)\s+(?:container\s+)?run\s")
_END = regex(r"(?<!\\)\n|&&|\|\||;")
_WRITTEN = regex(r"\$\{\{\s{0,5}(?:env|vars)\.(\w{1,80})\s{0,5}\}\}")
_OPAQUE = regex(r"\$\{\{[^}\n]{0,200}\}\}")
_VALUED = frozenset([
    "--add-host", "--cap-add", "--cap-drop", "--cpus", "--device", "--dns", "--entrypoint", "--env", "--env-file", "--expose",
    "--gpus", "--health-cmd", "--health-interval", "--hostname", "--ip", "--label", "--link", "--log-driver", "--log-opt",
    "--memory", "--mount", "--name", "--net", "--network", "--platform", "--publish", "--pull", "--restart", "--security-opt",
    "--shm-size", "--stop-timeout", "--tmpfs", "--ulimit", "--user", "--volume", "--workdir",
    "-e", "-h", "-l", "-m", "-p", "-u", "-v", "-w",
])  # fmt: skip
_MOST = 50
_LONGEST = 8_000


def containers_started(text: str, at: Location, known: Mapping[str, str]) -> Iterator[Workload]:
    """Those with a name that run in the background and are not thrown away when they end. `at` is where the text begins, or the
    whole of what it stands in."""
    for found, _ in zip(_RUN.finditer(text), range(_MOST), strict=False):
        ending = _END.search(text, found.end(), found.end() + _LONGEST)
        line = text[found.end() : ending.start() if ending is not None else found.end() + _LONGEST]
        place = at if at.end_line > at.line else Location(at.path, at.line + text.count("\n", 0, found.start()))
        made = _workload(line.replace("\\\n", " "), place, known)
        if made is not None:
            yield made


def _workload(line: str, place: Location, known: Mapping[str, str]) -> Workload | None:
    words = _words(line, known)
    options, rest = _sorted(words)
    names = options.get("--name", ())
    detached = "--detach" in options or any(re.fullmatch(r"-[a-z]*d[a-z]*", each) for each in options)
    if not names or not rest or not detached or "--rm" in options or "$" in names[-1]:
        return None
    given = tuple(_given(options))
    image = image_reference(Stated(rest[0], place))
    command = withheld(tuple(rest[1:]))
    published = tuple(port for each in (*options.get("-p", ()), *options.get("--publish", ())) for port in _port(each, place))
    volumes = tuple(_volumes((*options.get("-v", ()), *options.get("--volume", ())), place))
    container = Container(
        names[-1], place, image, command=command, ports=published or ports_told(command, place),
        variables=variables(Named(name, value, place) for name, value in given),
    )  # fmt: skip
    return Workload(PLATFORM, "container", names[-1], place, containers=(container,), volumes=volumes)


def _words(line: str, known: Mapping[str, str]) -> list[str]:
    text = _WRITTEN.sub(lambda match: known.get(match[1], f"${{{match[1]}}}"), line)
    text = _OPAQUE.sub("${GIVEN}", text)
    for each in (text, text.rstrip().rstrip("\"'")):  # The last quote may be that of the text around.
        try:
            return [expand(word, known).text for word in shlex.split(each)]
        except ValueError:
            continue
    return []


def _sorted(words: list[str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The options with their values, and the image with what follows it."""
    options: dict[str, tuple[str, ...]] = {}
    at = 0
    while at < len(words) and words[at].startswith("-"):
        name, given, value = words[at].partition("=")
        if name[:2] in ("-p", "-e", "-v") and len(name) > 2 and not name.startswith("--"):
            name, value, given = words[at][:2], words[at][2:], "="
        elif not given and name in _VALUED and at + 1 < len(words):
            at += 1
            value = words[at]
        options[name] = (*options.get(name, ()), value)
        at += 1
    return options, words[at:]


def _given(options: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str | None]]:
    for each in (*options.get("-e", ()), *options.get("--env", ())):
        name, given, value = each.partition("=")
        if name:
            yield name, value if given and "$" not in value else None


def _port(written: str, place: Location) -> Iterator[Port]:
    span, _, protocol = written.partition("/")
    outside, colon, inside = span.rpartition(":")
    listens = number(inside)
    if listens is not None and colon:
        yield Port(listens, place, protocol=(protocol or "tcp").upper(), target=outside.rpartition(":")[2] or None)


def _volumes(written: tuple[str, ...], place: Location) -> Iterator[Volume]:
    for each in written:
        name, colon, rest = each.partition(":")
        if colon and name and not name.startswith((".", "~", "$", "/")):
            yield Volume(name, place, mount=rest.partition(":")[0] or None)
