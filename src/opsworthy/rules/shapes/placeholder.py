"""Values that were never filled in."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from opsworthy.documents.document import Document, Fence
from opsworthy.rules.shapes.reading import Passage, Reading, reading
from opsworthy.rules.shapes.subject import plain
from opsworthy.text.location import Location

_HOLE = re.compile(
    r"<([A-Za-z][A-Za-z0-9 _./-]{1,60})>|(?<![%$])\{\{?\s*([A-Za-z][A-Za-z0-9 _.-]{1,60}?)\s*\}?\}"
    r"|\b(YOUR[_-][A-Z0-9_-]{2,60}|your-[a-z0-9-]{2,60})\b"
)
_ASKED = re.compile(r"\[(?:your|insert|enter|fill in|add your|to be|name of your)\b[^\]\n]{0,60}\](?![(\[:])", re.IGNORECASE)
_SLOTS = re.compile(r"`[^`\n]*`")
_ASSIGNED = r"(?:^|[\s;`(]){name}\s*=\s*[^\s<]"


@cache
def _words() -> dict[str, frozenset[str]]:
    data = tomllib.loads(files("opsworthy.rules.shapes").joinpath("placeholders.toml").read_text("utf-8"))
    return {kind: frozenset(words) for kind, words in data.items()}


def placeholders(document: Document) -> tuple[tuple[str, Location], ...]:
    """What stands in the place of a value, each name once, where it is met first: `<your-app>` in commands and code, TODO and
    its like in words. What can only be known at the time, a secret's value, and what the text explains are left out."""
    read = reading(document)
    seen: dict[str, tuple[str, Location]] = {}
    for name, place in (*_holes(read), *_unwritten(read)):
        if name not in seen and not _explained(read, name):
            seen[name] = (name, place)
    return tuple(seen.values())


def _holes(read: Reading) -> Iterator[tuple[str, Location]]:
    """Angle and curly brackets and `your-…` words in blocks, in code spans and in commands."""
    for at, text in _code(read.whole):
        for hole in _HOLE.finditer(text):
            name = next(part for part in hole.groups() if part)
            if not _allowed(name):
                yield hole.group(0).rstrip("-_"), Location(read.document.path, at)


def _code(whole: Passage) -> Iterator[tuple[int, str]]:
    """The numbered lines of shell blocks, and the code spans of all other lines."""
    shell = _lines_of(fence for fence in whole.fences if fence.commands)
    shown = _lines_of(whole.fences)
    for at, line in whole.lines:
        if at in shell:
            yield at, line.split("# Expected", 1)[0]
        elif at not in shown:
            yield from ((at, span.group(0)) for span in _SLOTS.finditer(line))


def _allowed(name: str) -> bool:
    """Whether a reader can only learn this value when the time has come, or must not see it here."""
    words = plain(name).split()
    return bool(set(words) & _words()["at-the-time"]) and "your" not in words


def _unwritten(read: Reading) -> Iterator[tuple[str, Location]]:
    """TODO, TBD and their like, and `[your team]`, standing for content; a code span that speaks of them is none."""
    shown = _lines_of(read.fences)
    for at, line in read.whole.lines:
        if at not in shown:
            bare = _SLOTS.sub("", line)
            asked = _ASKED.search(bare)
            found = asked.group(0) if asked else next((word for word in _words()["unwritten"] if _stands(word, bare)), None)
            if found:
                yield found, Location(read.document.path, at)


def _stands(word: str, line: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line) is not None


def _lines_of(fences: Iterable[Fence]) -> set[int]:
    return {at for each in fences for at in range(each.location.line, max(each.location.end_line, each.location.line) + 1)}


def _explained(read: Reading, name: str) -> bool:
    """Whether the text assigns the name a value, or says what it is by an example."""
    bare = re.escape(name.strip("<>{} "))
    if re.search(_ASSIGNED.format(name=bare), read.document.text, re.MULTILINE):
        return True
    spoken = re.compile(rf"{re.escape(name)}.{{0,80}}(?:\bis\b|e\.g\.|for example|such as|example:|, say,)", re.IGNORECASE)
    return any(spoken.search(line) for _, line in read.whole.lines)
