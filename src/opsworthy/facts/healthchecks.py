"""Health checks that are commands: asking this container's own address with curl, wget or a line of a script language is a
check over HTTP."""

import shlex
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from opsworthy.facts.command_lines import of_shell, withheld, withheld_path
from opsworthy.facts.interpolation import expand
from opsworthy.facts.workloads import Probe
from opsworthy.text.data import data_of
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_OWN = frozenset({"localhost", "127.0.0.1", "0.0.0.0", "::1", "::", "$HOSTNAME", "${HOSTNAME}", "$(hostname)"})  # noqa: S104
_ENDS = frozenset({"||", "&&", ";", "|", ">", ">>", "&>", "2>"})
_HOST = regex(r"(\[[0-9A-Fa-f:]*\]|[^:\[\]]*)(?::(.*))?")
_ASSIGNED = regex(r"[A-Za-z_]\w*=")
_SHORT = regex(r"-[A-Za-z]+")
_WRITTEN = regex(r"https?://[^\s'\"`<>(){}\\]{1,300}")
_DURATION = regex(r"(\d{1,9}(?:\.\d{1,9})?)(ms|us|ns|h|m|s)")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001, "us": 0.000001, "ns": 0.000000001}


def of_command(
    command: tuple[str, ...] | str,
    location: Location,
    names: tuple[str, ...] = (),
    known: Mapping[str, str] | None = None,
    *,
    period: int | None = None,
    timeout: int | None = None,
    failures: int | None = None,
) -> Probe:
    """The probe that a check's command makes: words, or the text of a shell. `names` are the container's own host names,
    `known` its environment."""
    target = _target(_simple(command), frozenset(names), known or {})
    kind, path, port = ("exec", None, None) if target is None else ("http", *target)
    kept = of_shell(command) if isinstance(command, str) else withheld(command)
    path = withheld_path(path) if path is not None else None
    return Probe("health", kind, location, path, port, kept, period, timeout, failures)


def _valued() -> dict[str, frozenset[str]]:
    return _tools("valued")


def _inline() -> dict[str, frozenset[str]]:
    return _tools("inline")


@cache
def _tools(table: str) -> dict[str, frozenset[str]]:
    data = data_of("opsworthy.facts", "healthchecks.toml")
    return {tool: frozenset(options) for tool, options in data[table].items()}


def seconds(text: str) -> int | None:
    """A duration such as `1m30s` in whole seconds, rounded up; None where it is not one."""
    written = text.strip()
    parts = _DURATION.findall(written)
    if not parts or "".join(number + unit for number, unit in parts) != written:
        return None
    total = sum(float(number) * _SECONDS[unit] for number, unit in parts)
    return int(-(-total // 1))


def _simple(command: tuple[str, ...] | str) -> tuple[str, ...]:
    """The words of the first simple command, also inside `sh -c`."""
    if not isinstance(command, str):
        if len(command) == 3 and command[0].rpartition("/")[2] in ("sh", "bash", "ash") and command[1] in ("-c", "-ec", "-lc"):
            return _simple(command[2])
        return command
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        for word in lexer:
            if word in _ENDS:
                break
            words.append(word)
    except ValueError:
        return ()
    while words and _ASSIGNED.match(words[0]):
        words = words[1:]
    return tuple(words)


def _target(words: tuple[str, ...], names: frozenset[str], known: Mapping[str, str]) -> tuple[str, str | None] | None:
    """The path and port that a command asks of its own container; None where it asks nothing, or more than one address."""
    tool = words[0].rpartition("/")[2] if words else ""
    if tool in _inline():
        written = {each for word in words[1:] for each in _WRITTEN.findall(word)} if _inline()[tool] & set(words[1:-1]) else set()
        return _address(written.pop(), names, known) if len(written) == 1 else None
    valued = _valued().get(tool)
    if valued is None:
        return None
    addresses: list[str] = []
    for before, word in pairwise(words):
        option = f"-{before[-1]}" if _SHORT.fullmatch(before) else before
        if option not in valued and not word.startswith("-"):
            addresses.append(word)
    return _address(addresses[0], names, known) if len(addresses) == 1 else None


def _address(written: str, names: frozenset[str], known: Mapping[str, str]) -> tuple[str, str | None] | None:
    expanded = expand(written, known)
    try:
        split = urlsplit(expanded.text if "://" in expanded.text else f"http://{expanded.text}")
    except ValueError:
        return None
    match = _HOST.fullmatch(split.netloc.rpartition("@")[2])
    host = match.group(1).strip("[]") if match else ""
    if match is None or split.scheme not in ("http", "https") or host not in _OWN | names or "$" in split.path:
        return None
    port = match.group(2)
    if port is None:
        port = "443" if split.scheme == "https" else "80"
    return split.path or "/", port if port.isascii() and port.isdigit() else None
