"""Caddyfiles: the hosts that a proxy answers for, and the service behind each path."""

import re
from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.workloads import Ingress
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_HOST = regex(r"(?:(https?)://)?((?:[a-z0-9*](?:[a-z0-9-]{0,62})\.)+[a-z]{2,24})(?::\d{1,5})?(?:/\*?)?", re.IGNORECASE)
_UPSTREAM = regex(r"(?:https?://|h2c://)?([A-Za-z][A-Za-z0-9_.-]{0,100})(?::(\d{1,5}))?/?")
_OWN = frozenset({"localhost", "host.docker.internal"})
_PLACED = ("handle", "handle_path", "route", "reverse_proxy")
_LONGEST = 2000
_MOST = 500


@dataclass(frozen=True, slots=True)
class _Block:
    """`line` is where the site begins."""

    hosts: tuple[tuple[str, bool], ...] = ()
    path: str = "/"
    line: int = 1


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name == "caddyfile" or name.startswith("caddyfile.") or name.endswith(".caddyfile")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        found = {(each.host, each.path, each.service): each for each in reversed([*_routes(source)][:_MOST])}
        yield from reversed(found.values())


def _routes(source: Source) -> Iterator[Ingress]:
    """What each `reverse_proxy` of a site leads to; blocks are told apart by the braces at the ends of lines."""
    blocks: list[_Block] = []
    for number, line in enumerate(source.text.splitlines(), 1):
        words = line[:_LONGEST].partition("#")[0].split() if not line.lstrip().startswith("#") else []
        if not words:
            continue
        if words == ["}"]:
            blocks = blocks[:-1]
            continue
        opens = words[-1] == "{"
        said = words[:-1] if opens else words
        around = blocks[-1] if blocks else _Block()
        if said and said[0] == "reverse_proxy" and around.hosts:
            yield from _proxied(said, around, Location(source.path, around.line, 1, number))
        if opens and blocks:
            blocks.append(_Block(around.hosts, _path(said, around.path), around.line))
        elif opens:
            blocks.append(_Block(_hosts(said), line=number))


def _hosts(words: list[str]) -> tuple[tuple[str, bool], ...]:
    """The hosts of a site's addresses, with whether they are served over TLS."""
    told = (_HOST.fullmatch(word) for each in words for word in each.split(",") if word)
    return tuple((match[2].lower(), match[1] != "http") for match in told if match is not None)


def _path(words: list[str], above: str) -> str:
    placed = len(words) > 1 and words[0] in _PLACED and words[1].startswith("/")
    return (words[1].rstrip("*").rstrip("/") or "/") if placed else above


def _proxied(words: list[str], block: _Block, at: Location) -> Iterator[Ingress]:
    path = _path(words, block.path)
    targets = [match for word in words[1:] if not word.startswith(("/", "@")) and (match := _UPSTREAM.fullmatch(word))]
    for match in targets[:1]:
        if match[1] not in _OWN:
            for host, secured in block.hosts:
                yield Ingress("caddy", host, path, match[1], at, match[2], secured)


DETECTOR = Detector(
    "caddy", "hosts and services of Caddyfiles", _wants, _detect, looks_at=("Caddyfile", "Caddyfile.*", "*.Caddyfile")
)
