"""Days that a text states, as calendars have them or not."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = regex(
    r"(?<![\d./-])(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)(?:-(?P<d1>\d\d))?(?![\d-])"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?\.?\s" + _NAMED.format("m2") + r"\.?,?\s(?P<y2>20\d\d)"
    r"|" + _NAMED.format("m3") + r"\.?\s(?:(?P<d3>\d{1,2})(?:st|nd|rd|th)?,?\s)?(?P<y3>20\d\d))(?!\d)",
    re.IGNORECASE,
)
_SAID = regex(
    r"\b(?:last[ _-](?:updated?|reviewed?|modified|revised|revision|verified|checked|tested|edited|changed|rehearsed|mod)|lastmod"
    r"|updated|reviewed|as[ -]of|document date|revision date|effective(?: date)?|prices? (?:as )?(?:of|from|checked))\b"
    r"[\s*_`:|\"'()-]{0,8}"
    r"(?:(?:on|in|at|by [\w .@-]{1,30})[\s:,-]{1,3})?$",
    re.IGNORECASE,
)
_PASSING = regex(r"\bas[ -]of\W{0,9}$|\beffective\b", re.IGNORECASE)
_FRONT = regex(r"^\s*(?:updated|lastmod|last_\w+|reviewed\w*)\s*:\s*[\"']?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A date beside words that say what was true on it: `first` and `last` day of the month where it names no day; both None
    where no calendar has such a day. `passing` where it only says as of when something in the text was so."""

    written: str
    first: date | None
    last: date | None
    location: Location
    passing: bool = False


def stated(document: Document) -> tuple[Stated, ...]:
    """Every date that says when the document, or something in it, was last true or looked at; in the order of the text."""
    return _stated(reading(document))


@lru_cache(maxsize=8)
def _stated(read: Reading) -> tuple[Stated, ...]:
    fenced = {at for each in read.fences for at in range(each.location.line, max(each.location.end_line, each.location.line) + 1)}
    found = [each for at, line in read.whole.lines if at not in fenced and "20" in line for each in _of_line(read, at, line)]
    return tuple(sorted([*found, *_of_columns(read)], key=lambda each: each.location))


def _of_columns(read: Reading) -> Iterator[Stated]:
    """Dates in the cells of a column such as “Last updated”."""
    for row in read.rows:
        for name, cell in zip(row.header, row.cells, strict=False):
            if "20" in cell and _SAID.search(name):
                yield from (replace(each, location=row.location) for each in _of_line(read, row.location.line, f"{name}: {cell}"))


def _of_line(read: Reading, at: int, line: str) -> Iterator[Stated]:
    for found in _DATE.finditer(line):
        before = line[max(found.start() - 90, 0) : found.start()]
        if _SAID.search(before) or (at < 30 and _FRONT.match(before) and read.document.front_matter):
            first, last = day_of(found)
            place = Location(read.document.path, at, found.start() + 1, at, found.end() + 1)
            yield Stated(found.group(0), first, last, place, _PASSING.search(before) is not None)


def day_of(found: re.Match[str]) -> tuple[date | None, date | None]:
    """The first and the last day that a date may mean."""
    parts = found.groupdict()
    year = int(parts["y1"] or parts["y2"] or parts["y3"])
    named = parts["m2"] or parts["m3"]
    month = int(parts["m1"]) if parts["m1"] else _MONTHS.index(named[:3].lower()) + 1
    day = parts["d1"] or parts["d2"] or parts["d3"]
    if not 1 <= month <= 12:
        return None, None
    most = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, most)
    return (date(year, month, int(day)),) * 2 if 1 <= int(day) <= most else (None, None)


def written_in(text: str) -> date | None:
    """The first day that a text, such as the name of a file, holds."""
    found = re.search(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)", text)
    if not found:
        return None
    year, month, day = (int(each) for each in found.groups())
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None
