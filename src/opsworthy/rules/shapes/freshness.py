"""Dates that say when something was true."""

import re
from datetime import date, timedelta

from opsworthy.documents.document import Document
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.dates import Stated, stated
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

PRICES = timedelta(days=366)
"""How long prices are believed."""
PAGES = timedelta(days=2 * 366)
"""How long a runbook is believed that says when it was last looked at."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DATE = regex(
    rf"\b20\d\d-[01]\d(?:-[0-3]\d)?\b|\b(?:\d{{1,2}} )?{_MONTH}\.? (?:\d{{1,2}}, )?20\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]20\d\d\b",
    re.IGNORECASE,
)
_SPOKEN = regex(
    r"\b(?:as of|as-of|updated|reviewed|revised|prices?|priced|estimated on|date|valid|checked|last|effective)\b", re.IGNORECASE
)
_EDGE = 25


def as_of(document: Document) -> Location | None:
    """A line that says on which day, or in which month, the document or its prices were true."""
    read = reading(document)
    for at, line in read.whole.lines:
        if "20" in line and _DATE.search(line) and _SPOKEN.search(line):
            return Location(document.path, at)
    return None


def of_the_whole(document: Document) -> Stated | None:
    """The latest date that speaks of the whole document: in its front matter, before its first main section, or at its end. A
    cost plan may date its prices anywhere."""
    read = reading(document)
    main = [each.first for each in read.headed if each.section and each.section.level > 1]
    head, tail = min(main, default=_EDGE), len(read.text) - 12
    known = [each for each in stated(document) if each.last]
    if document.kind != "cost-plan":
        known = [each for each in known if each.location.line < head or (each.location.line > tail and not each.passing)]
    return max(known, key=lambda each: each.last or date.min, default=None)


def changed_on(subject: Subject, passage: Passage) -> date | None:
    """The day on which somebody last saw to a passage: its youngest line, or a later date that the document states; None where
    the history does not tell, or a line of it is not committed yet."""
    document = passage.reading.document
    if subject.history is None or subject.history.trouble:
        return None
    days = subject.history.lines(document.path)[passage.first - 1 : passage.last]
    text = [each for at, each in enumerate(days) if passage.reading.line(passage.first + at).strip()]
    known = [each for each in text if each]
    if not known or len(known) < len(text):
        return None
    whole = of_the_whole(document)
    return max([*known, whole.last] if whole and whole.last else known)
