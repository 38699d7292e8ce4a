"""Where a document says a name that left the files, so that the thing itself is meant."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.claiming.page import Page, page_of
from opsworthy.rules.shapes.departing.departed import ALIKE, Departed
from opsworthy.rules.shapes.reading import Reading, Row
from opsworthy.rules.shapes.same import Same
from opsworthy.text.data import data_in
from opsworthy.text.exchange import is_number, names, says
from opsworthy.text.regex import regex

_SPAN = regex(r"(`+)([^`\n]{1,200})\1")
_PASSING = regex(
    r"\b(?:propos\w+|planned|future|todo|not yet|removed|deleted|deprecated|no longer|renamed|replaced|legacy|e\.g\.|for example"
    r"|such as|for instance|formerly|previously|used to|instead of|until v?\d)\b",
    re.IGNORECASE,
)
_STRONG = regex(
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?:[A-Z][a-z0-9]+){3,}|[\w.-]+/[\w./-]+\.\w+|(?:[\w-]+\.){2,}[a-z]{2,}|/[\w-]+/[\w/-]+"
    r"|\w+(?:[-_]\w+){2,}"
)
_PORT = regex(r"\bports?\b", re.IGNORECASE)


class Spoken:
    """A document with what its claims and its tables say on each line."""

    def __init__(self, page: Page) -> None:
        self.read: Reading = page.reading
        self.claims: dict[str, set[tuple[str, int]]] = {}
        for each in page.claims:
            self.claims.setdefault(each.name, set()).add((each.kind, each.location.line))
        self.rows: dict[int, Row] = {row.location.line: row for row in self.read.rows}

    def mentions(self, gone: Departed) -> Iterator[int]:
        """The lines on which a name is said of what is gone."""
        if gone.name not in self.read.document.text:
            return
        claimed = {at for kind, at in self.claims.get(gone.name, ()) if is_of(kind, gone.kinds)}
        for at, line in self.read.lines.between(1, len(self.read.text)):
            if gone.name not in line or (gone.new and says(line, gone.new)):
                continue
            passing = at not in self.read.fenced and _PASSING.search(line) is not None
            if not passing and (at in claimed or self._means(gone, at, line)):
                yield at

    def _means(self, gone: Departed, at: int, line: str) -> bool:
        if gone.standing or gone.option or not names(line, gone.name):
            return False
        if is_number(gone.name):
            return True
        row = self.rows.get(at)
        if gone.telling:
            fenced = at in self.read.fenced
            return fenced or in_code(line, gone.name) or _cell(row, gone.name) or _STRONG.fullmatch(gone.name) is not None
        alone = any(span == gone.name for span in _spans(line)) or _cell(row, gone.name)
        about = f"{line} {' '.join(row.header)}" if row else line
        return alone and any(_word(kind).search(about) for kind in gone.kinds if kind in _words())

    def at_command(self, at: int, files: tuple[str, ...]) -> bool:
        """Whether the command on a line, or that the line goes on, names one of some files."""
        text = self.command_at(at)
        return any(says(text, path.rpartition("/")[2]) for path in files)

    def command_at(self, at: int) -> str:
        """A line with those that it goes on."""
        first = at
        while self.read.line(first - 1).rstrip().endswith("\\"):
            first -= 1
        return "\n".join(self.read.line(each) for each in range(first, at + 1))

    def cell(self, at: int, name: str) -> bool:
        """Whether a cell of the row on a line is the name alone."""
        return _cell(self.rows.get(at), name)

    def column_of_ports(self, at: int, number: str) -> bool:
        """Whether a row has a number under a head that speaks of ports."""
        row = self.rows.get(at)
        cells = zip(row.header, row.cells, strict=False) if row else ()
        return any(cell.strip(" `*") == number and _PORT.search(head) for head, cell in cells)


def is_of(kind: str, kinds: frozenset[str]) -> bool:
    return kind in kinds or any(kind in alike and kinds & alike for alike in ALIKE)


def _spans(line: str) -> Iterator[str]:
    return (found[2].strip() for found in _SPAN.finditer(line)) if "`" in line else iter(())


def in_code(line: str, name: str) -> bool:
    return any(names(span, name) for span in _spans(line))


def _cell(row: Row | None, name: str) -> bool:
    return row is not None and any(cell.strip(" `*") == name for cell in row.cells)


@cache
def _words() -> dict[str, str]:
    data = data_in(files("opsworthy.rules.shapes.departing").joinpath("kinds.toml").read_text("utf-8"))
    return {kind: str(words) for kind, words in data["words"].items()}


@lru_cache(maxsize=64)
def _word(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words()[kind]})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _spoken(document: Same[Document]) -> Spoken:
    return Spoken(page_of(document.it))


def spoken_of(document: Document) -> Spoken:
    """Worked out once per document."""
    return _spoken(Same(document))
