"""Where a document mentions a value that the files declare, so that it is untrue once either of them changes."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FENCE = re.compile(r"^\s*(?:>\s*)?(`{3,}|~{3,})\s*([\w+-]*)")
_SHELLS = frozenset(["", "bash", "sh", "shell", "console", "zsh", "shell-session", "shellsession", "terminal"])
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_NOT_A_CLAIM = re.compile(
    r"(?i)\be\.g\.|\bfor (?:example|instance)\b|\bsuch as\b|\bno longer\b|\bformerly\b|\bdeprecated\b|\bremoved?\b|\bplanned\b|"
    r"\bfuture\b|\bnot yet\b|\bTODO\b|\bpreviously\b|\bwas renamed\b|\blegacy\b|\boptional(?:ly)?\b.*\bif you\b|\bcreate a new\b|"
    r"\bexample\b|<!--|\bran on\b|\bhappened\b|\b(?:was|were) (?:tested|run|done)\b"
)
_MAKES = re.compile(r"\b(?:create|generic|kubectl run|tee|touch|mkdir|init|cat ?>)\b|--set |put-parameter|>>? ")
"""A command that makes a thing is no claim that it is there."""
_MADE = frozenset(["namespace", "secret", "workload", "path", "variable", "host"])
_BUILT = re.compile(r"(?:\s-t|--tag)[ =](\S+)")
_OWN_IMAGE = re.compile(
    r"--image[ =]|^\s*-?\s*image: |\"image\":|\bdocker (?:image )?(?:run|rmi?|pull|push|save|load|tag)\b|[│┌└]"
)
"""An image that a document starts by itself need not be one of the files."""
_OPTION = re.compile(r"\s(--[a-z][a-z-]{3,})(?=[\s=]|\Z)")
_TOOL = re.compile(
    r"\s*(?:\$ )?(?:sudo )?(?:kubectl|helm|docker|aws|gcloud|az|terraform|git|gh|curl|psql|pg_dump|pg_restore|redis-cli"
    r"|systemctl|journalctl) "
)
_INNER = re.compile(r"\b(?:exec|run|ssh|alias|config)\b| -- |\$\(|[|;&<`]")
_FORWARDED = re.compile(r"port-forward\b.*?\s(\d{2,5}):\d")
_PAIR = (
    r"(?<![\d.:])(?:{0}\s*(?:-|–|—|to|up to|\.\.|…|and|/|→)\s*(?:max(?:imum)?\W{{0,3}})?{1}"
    r"|min\w*\W+(?:\w+\W+)?{0}\b.{{1,40}}?max\w*\W+(?:\w+\W+)?{1}|{0}\s*\|\s*{1})(?![\d%]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """`shell` are the stretches that hold commands or values: all of a line of a code block of commands, else its code spans."""

    number: int
    text: str
    fenced: bool
    shell: tuple[tuple[int, int], ...]
    head: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A value at its place: line from 1, columns from 0."""

    line: int
    start: int
    end: int


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a document, each with what of it is command or code and the head of its table."""
    found: list[Line] = []
    fence, language, head = "", "", ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        if mark and (not fence or (mark[1].startswith(fence) and not mark[2])):
            fence, language = ("", "") if fence else (mark[1], mark[2].lower())
            continue
        if fence:
            found.append(Line(number, line, True, ((0, len(line)),) if language in _SHELLS else ()))
            continue
        row = line.lstrip().startswith("|")
        head = (head or line) if row else ""
        found.append(Line(number, line, False, tuple(each.span(1) for each in _SPAN.finditer(line)), head))
    return tuple(found)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("mentioned.toml").read_text("utf-8"))


@cache
def _patterns(kind: str, where: str, value: str) -> tuple[re.Pattern[str], ...]:
    loose = rf"(?<![A-Za-z0-9_])(?P<v>{re.escape(value)})"
    strict = loose + (r"(?![A-Za-z0-9_/-]|\.\w)" if kind == "image" else r"(?![A-Za-z0-9_-]|\.\w)")
    if kind == "script":
        strict = loose + r"(?![A-Za-z0-9_:-]|\.\w)"
    if kind in ("path", "host", "image", "flag"):
        strict = strict.replace(r"(?<![A-Za-z0-9_])", r"(?:(?<![\w./@-])|(?<=\./)(?<![\w.]\./))")
    return tuple(re.compile(each.replace("{.}", loose).replace("{}", strict)) for each in _data()[kind].get(where, ()))


def mentions(lines: tuple[Line, ...], kind: str, value: str) -> Iterator[Mention]:
    """Each place of a value once. A line that speaks of an example or of the past is no claim."""
    if kind == "bound":
        yield from _pairs(lines, value)
        return
    forwarded = {port for line in lines for port in _FORWARDED.findall(line.text)} if kind == "port" else set()
    built = {image for line in lines for image in _BUILT.findall(line.text)} if kind == "image" else set()
    for line in lines:
        if value not in line.text or _NOT_A_CLAIM.search(line.text) or (value in forwarded and "port-forward" not in line.text):
            continue
        if kind in _MADE and _MAKES.search(line.text):
            continue
        if kind == "image" and (value in built or _OWN_IMAGE.search(line.text)):
            continue
        places = {found.span("v") for found in _in_shell(line, kind, value)}
        places |= {found.span("v") for found in _in_text(line, kind, value)}
        whole = _data()[kind].get("whole")
        if whole is not None and not line.fenced and re.search(whole, line.head + _SPAN.sub(" ", line.text)):
            places |= {(start, end) for start, end in line.shell if line.text[start:end] == value}
        yield from (Mention(line.number, start, end) for start, end in sorted(places))


def options(lines: tuple[Line, ...]) -> Iterator[tuple[str, Mention]]:
    """The long options of well-known tools, in commands that stand on one line and start nothing else."""
    for line in lines:
        for start, end in line.shell:
            words = line.text[start:end]
            if _TOOL.match(words) and not _INNER.search(words) and not _NOT_A_CLAIM.search(line.text):
                for found in _OPTION.finditer(words):
                    yield found[1], Mention(line.number, start + found.start(1), start + found.end(1))


def _in_shell(line: Line, kind: str, value: str) -> Iterator[re.Match[str]]:
    for pattern in _patterns(kind, "shell", value):
        for start, end in line.shell:
            comment = line.text.find(" #", start, end) if line.fenced else -1
            yield from pattern.finditer(line.text, start, comment if comment > 0 else end)


def _in_text(line: Line, kind: str, value: str) -> Iterator[re.Match[str]]:
    if not line.fenced:
        for pattern in _patterns(kind, "text", value):
            yield from pattern.finditer(line.text)


def _pairs(lines: tuple[Line, ...], value: str) -> Iterator[Mention]:
    """Least and most on one line about replicas; the place is that of the most."""
    least, _, most = value.partition("-")
    pattern = re.compile(_PAIR.format(least, most), re.IGNORECASE)
    for line in lines:
        about = re.search(r"(?i)replica|\bpods?\b|autoscal|\bHPA\b|instances", line.head + line.text)
        if line.fenced or not about or _NOT_A_CLAIM.search(line.text):
            continue
        for found in pattern.finditer(line.text):
            end = found.end()
            yield Mention(line.number, end - len(most), end)
