"""Managed blocks: the generated parts of a document, between comments that say what they are and where they came from.

    <!-- opsworthy:begin id=deployment.prod digest=5f2c… from=k8s/overlays/prod/kustomization.yaml:3 -->
    <!-- opsworthy:end id=deployment.prod -->

A last comment, `<!-- opsworthy:blocks as-of=… ids=… removed=… -->`, remembers which blocks the document was given, so that a
block which a person deletes stays deleted.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from urllib.parse import quote

from opsworthy.documents.markup import Element
from opsworthy.documents.render import render
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem

_MARKER = regex(r" {0,3}<!--\s*opsworthy:(?P<word>[a-z-]+)(?P<rest>.*)$")
_COMPLETE = regex(r"(?P<attributes>(?:\s+[a-z-]+=\S*)*)\s*-->\s*$")
_ID = regex(r"[a-z0-9][a-z0-9._-]*")
_MARK_OF_BYTE_ORDER = "\ufeff"
_MOST_SOURCES = 6
_ADVICE = "repair the comment by hand, or delete the file to have it written anew"


@dataclass(frozen=True)
class Block:
    """One drafted part of a document; `sources` are the places its content came from."""

    id: str
    elements: tuple[Element, ...]
    sources: tuple[Location, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"not an id of a block: {self.id!r}")

    def body(self, as_of: date) -> str:
        return f"{render(self.elements, as_of)}\n"

    def text(self, as_of: date) -> str:
        """The block with its markers, in LF lines."""
        body = self.body(as_of)
        came_from = f" from={_places(self.sources)}" if self.sources else ""
        return (
            f"<!-- opsworthy:begin id={self.id} digest={digest(body)}{came_from} -->\n{body}<!-- opsworthy:end id={self.id} -->\n"
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """A block as it stands in a file: `text` with its markers and line ends; `digest` None where the marker has none, which
    hands the block back to the tool."""

    id: str
    text: str
    body: str
    digest: str | None
    line: int

    @property
    def untouched(self) -> bool:
        return self.digest is None or digest(self.body) == self.digest


@dataclass(frozen=True, slots=True)
class Outside:
    """Text that is not ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The last comment: every id this document was ever given, those of them that a person removed, and its date."""

    text: str
    ids: tuple[str, ...]
    removed: tuple[str, ...]
    as_of: date | None


Part = Standing | Outside | Ledger


@dataclass(frozen=True, slots=True)
class _Mark:
    word: str
    attributes: dict[str, str]
    line: int


def digest(body: str) -> str:
    """Of a block's content, the same whatever its line ends."""
    return sha256(body.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()[:12]


def parse(path: str, text: str) -> tuple[Part, ...] | Problem:
    """The parts of a document, which together are its whole text; a Problem where the markers do not pair up."""
    parts: list[Part] = [Outside(_MARK_OF_BYTE_ORDER)] if text.startswith(_MARK_OF_BYTE_ORDER) else []
    held: list[str] = []
    opened: _Mark | None = None
    for number, line in enumerate(_split(text.removeprefix(_MARK_OF_BYTE_ORDER)), 1):
        mark = _mark(path, line, number)
        if isinstance(mark, Problem):
            return mark
        if mark is None:
            held.append(line)
            continue
        wrong = _wrong(mark, opened, parts)
        if wrong:
            return Problem(Location(path, number), wrong, _ADVICE)
        if mark.word == "end" and opened is not None:
            parts.append(_standing(opened, [*held, line]))
            opened, held = None, []
        else:
            parts += _outside(held)
            opened, held = (mark, [line]) if mark.word == "begin" else (None, [])
            if mark.word == "blocks":
                parts.append(_ledger(mark, line))
    if opened is not None:
        return Problem(Location(path, opened.line), f"block {opened.attributes['id']} has no end marker", _ADVICE)
    return (*parts, *_outside(held))


def ledger_line(ids: Iterable[str], removed: Iterable[str], as_of: date) -> str:
    gone = ",".join(sorted(removed))
    return (
        f"<!-- opsworthy:blocks as-of={as_of.isoformat()} ids={','.join(sorted(ids))}{f' removed={gone}' if gone else ''} -->\n"
    )


def _split(text: str) -> Iterator[str]:
    """Lines with their ends. Only a line feed ends a line; str.splitlines would also cut at form feeds and the like."""
    yield from (line for line in re.split(r"(?<=\n)", text) if line)


def _mark(path: str, line: str, number: int) -> _Mark | Problem | None:
    found = _MARKER.match(line.rstrip("\r\n"))
    if found is None:
        return None
    complete = _COMPLETE.fullmatch(found.group("rest"))
    attributes = dict(pair.split("=", 1) for pair in complete.group("attributes").split()) if complete else {}
    word = found.group("word")
    known = word == "blocks" or (word in ("begin", "end") and _ID.fullmatch(attributes.get("id", "")))
    if complete is None or not known:
        return Problem(Location(path, number), "an opsworthy comment that cannot be understood", _ADVICE)
    return _Mark(word, attributes, number)


def _wrong(mark: _Mark, opened: _Mark | None, parts: list[Part]) -> str | None:
    name = mark.attributes.get("id", "")
    if opened is not None and mark.word != "end":
        return f"a {mark.word} marker stands inside block {opened.attributes['id']}, which began at line {opened.line}"
    if mark.word == "end" and (opened is None or opened.attributes["id"] != name):
        return f"the end of block {name} has no beginning"
    if mark.word == "begin" and any(isinstance(part, Standing) and part.id == name for part in parts):
        return f"block {name} stands here twice"
    if mark.word == "blocks" and any(isinstance(part, Ledger) for part in parts):
        return "the comment that lists the blocks stands here twice"
    return None


def _outside(lines: list[str]) -> list[Part]:
    return [Outside("".join(lines))] if lines else []


def _standing(begin: _Mark, lines: list[str]) -> Standing:
    return Standing(
        begin.attributes["id"], "".join(lines), "".join(lines[1:-1]), begin.attributes.get("digest") or None, begin.line
    )


def _ledger(mark: _Mark, line: str) -> Ledger:
    try:
        as_of = date.fromisoformat(mark.attributes.get("as-of", ""))
    except ValueError:
        as_of = None
    return Ledger(line, _names(mark, "ids"), _names(mark, "removed"), as_of)


def _names(mark: _Mark, key: str) -> tuple[str, ...]:
    return tuple(name for name in mark.attributes.get(key, "").split(",") if name)


def _places(sources: tuple[Location, ...]) -> str:
    """The first place in each of the first files; a space, a comma or a bracket in a path is percent-encoded."""
    first: dict[str, int] = {}
    for place in sources:
        first.setdefault(place.path, place.line)
    told = [f"{quote(path, safe='/._-')}:{line}" for path, line in first.items()]
    return ",".join(told[:_MOST_SOURCES]) + (",…" if len(told) > _MOST_SOURCES else "")
