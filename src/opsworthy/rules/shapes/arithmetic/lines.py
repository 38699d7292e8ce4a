"""The lines of a document on which something can be reckoned: words and tables, and blocks of text that are no commands."""

from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.arithmetic.numbers import is_priced
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_DIGIT = regex(r"\d")
_MARKS = regex(r"\*\*|__|~~|`|\\(?=[$~*|])")
_BORDER = regex(r"(?<!\\)\|")
_HIDDEN = regex(r"<!--.*?(?:-->|\Z)|<[a-zA-Z/][^<>]{0,200}>|\]\([^()\s]{0,400}\)|https?://\S{1,400}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its marks blanked out so that offsets stay: `at` is its number, `cells` the stretches between its borders where
    it is a row of a table; `priced` where it holds the mark of a currency."""

    text: str
    at: int
    path: str
    indent: int
    cells: tuple[tuple[int, int], ...] = ()
    priced: bool = False

    def place(self, start: int, end: int) -> Location:
        return Location(self.path, self.at, start + 1, self.at, end + 1)

    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The cells, or the whole."""
        return self.cells or ((0, len(self.text)),)


def lines(document: Document) -> tuple[Line, ...]:
    """Every line of running text and tables that holds a digit, in order; worked out once for a document."""
    return _lines(reading(document))


@lru_cache(maxsize=8)
def _lines(read: Reading) -> tuple[Line, ...]:
    hidden = _out_of_sight(read)
    rows = {row.location.line for row in read.rows}
    asked = {question.line for question in read.questions}
    found = []
    priced = is_priced(read.document.text)
    for at, raw in enumerate(read.text, 1):
        if _holds_digit(raw) and at not in hidden and at not in asked and len(raw) < 2_000:
            text = raw
            if "<" in raw or "://" in raw or "](" in raw:
                text = _HIDDEN.sub(lambda match: " " * len(match.group()), raw)
            text = _MARKS.sub(lambda match: " " * len(match.group()), text)
            cells = _cells(text) if at in rows else ()
            indent = len(raw) - len(raw.lstrip(" \t>"))
            found.append(Line(text, at, read.document.path, indent, cells, priced and is_priced(text)))
    return tuple(found)


def _holds_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None or (not text.isascii() and any(letter.isdigit() for letter in text))


def _out_of_sight(read: Reading) -> frozenset[int]:
    """The lines of blocks of code and text, in which figures stand together for other reasons, and of comments."""
    fences = {at for each in read.fences for at in range(each.location.line, max(each.location.line, each.location.end_line) + 1)}
    notes = (each.location for each in read.document.comments if each.location.end_line > each.location.line)
    return frozenset(fences.union(*(range(each.line, each.end_line + 1) for each in notes)))


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
