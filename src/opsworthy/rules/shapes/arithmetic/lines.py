"""The lines of a document on which something can be reckoned: words and tables, and blocks of text that are no commands."""

import re
from dataclasses import dataclass
from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.arithmetic.numbers import is_priced
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.location import Location
from opsworthy.text.quick import quick

_DIGIT = re.compile(r"\d")
_MARKS = re.compile(r"\*\*|__|~~|`|\\(?=[$~*|])")
_TEXTS = frozenset(["", "text", "txt", "plain", "plaintext", "markdown", "md"])
_BORDER = re.compile(r"(?<!\\)\|")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<[a-zA-Z/][^<>]{0,200}>|\]\([^()\s]{0,400}\)|https?://\S{1,400}")


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """One line, its marks blanked out so that offsets stay: `at` is its number, `cells` the stretches between its borders where
    it is a row of a table; `priced` where it holds the mark of a currency."""

    text: str
    at: int
    path: str
    indent: int
    cells: tuple[tuple[int, int], ...] = ()
    fenced: bool = False
    priced: bool = False

    def place(self, start: int, end: int) -> Location:
        return Location(self.path, self.at, start + 1, self.at, end + 1)

    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The cells, or the whole."""
        return self.cells or ((0, len(self.text)),)


def lines(document: Document) -> tuple[Line, ...]:
    """Every such line that holds a digit, in order; worked out once for a document."""
    return _lines(reading(document))


@lru_cache(maxsize=8)
def _lines(read: Reading) -> tuple[Line, ...]:
    hidden = _out_of_sight(read)
    rows = {row.location.line for row in read.rows}
    asked = {question.line for question in read.questions}
    found = []
    priced = is_priced(read.document.text)
    for at, raw in enumerate(read.text, 1):
        if _holds_digit(raw) and hidden.get(at) is None and at not in asked and len(raw) < 2_000:
            text = raw
            if "<" in raw or "://" in raw or "](" in raw:
                text = _HIDDEN.sub(lambda match: " " * len(match.group()), raw)
            text = _MARKS.sub(lambda match: " " * len(match.group()), text)
            cells = _cells(text) if at in rows else ()
            indent = len(raw) - len(raw.lstrip(" \t>"))
            found.append(
                Line(text, at, read.document.path, indent, cells, hidden.get(at, "no") == "", priced and is_priced(text))
            )
    return tuple(found)


def _holds_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None or (not text.isascii() and any(letter.isdigit() for letter in text))


def _out_of_sight(read: Reading) -> dict[int, str | None]:
    """The lines of code blocks and comments; with None where they are commands, configuration or hidden."""
    found: dict[int, str | None] = {}
    for fence in read.fences:
        told = fence.language.lower() in _TEXTS and not fence.commands
        for at in range(fence.location.line, max(fence.location.line, fence.location.end_line) + 1):
            found[at] = "" if told else None
    for comment in read.document.comments:
        if comment.location.end_line > comment.location.line:
            found.update(dict.fromkeys(range(comment.location.line, comment.location.end_line + 1)))
    return found


def _cells(text: str) -> tuple[tuple[int, int], ...]:
    borders = [each.start() for each in _BORDER.finditer(text)]
    if text.lstrip().startswith("|"):
        starts = [each + 1 for each in borders]
        ends = [*borders[1:], len(text)]
    else:
        starts = [0, *(each + 1 for each in borders)]
        ends = [*borders, len(text)]
    spans = [(start, end) for start, end in zip(starts, ends, strict=True)]
    return tuple(spans[:-1] if spans and not text[spans[-1][0] : spans[-1][1]].strip() else spans)
