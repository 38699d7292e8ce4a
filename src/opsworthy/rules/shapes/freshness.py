"""Dates that say when something was true."""

import re

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.location import Location

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b20\d\d-[01]\d(?:-[0-3]\d)?\b|\b(?:\d{{1,2}} )?{_MONTH}\.? (?:\d{{1,2}}, )?20\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]20\d\d\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:as of|as-of|updated|reviewed|revised|prices?|priced|estimated on|date|valid|checked|last|effective)\b", re.IGNORECASE
)


def as_of(document: Document) -> Location | None:
    """A line that says on which day, or in which month, the document or its prices were true."""
    read = reading(document)
    for at, line in read.whole.lines:
        if _DATE.search(line) and _SPOKEN.search(line) and not line.lstrip().startswith("<!--"):
            return Location(document.path, at)
    return None
