"""References in words: see the section “…” below."""

import re

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.subject import plain
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.patterns import may_hold
from opsworthy.text.regex import regex

_QUOTED = regex(
    r"\b(?:see|follow|go to|refer to|as (?:in|under)|described (?:in|under))\s+(?:the\s+)?(?:section\s+)?"
    r"[\"“*_]{1,3}([^\"”*_\n]{3,60})[\"”*_]{1,3}(?:\s+(?:section|procedure))?\s+(below|above)\b"
    r"|\b(?:see|follow|refer to)\s+(?:the\s+)?section\s+[\"“]([^\"”\n]{3,60})[\"”](?!\s+(?:of|in)\b)",
    re.IGNORECASE,
)

_MAY_REFER = r"section[\s\p{Z}]+[\"“]|[\"”*_][\s\p{Z}]+(?:(?:section|procedure)[\s\p{Z}]+)?(?:below|above)"


@dataclass(frozen=True, slots=True)
class Reference:
    title: str
    location: Location


def references(document: Document) -> tuple[Reference, ...]:
    """The sections that a text of this document refers to by a quoted name. What only says “below” is none."""
    if not may_hold(_MAY_REFER, document.text):
        return ()
    read = reading(document)
    found = ((at, match) for at, line in read.whole.lines if _may_refer(line.lower()) for match in _QUOTED.finditer(line))
    return tuple(Reference((match.group(1) or match.group(3)).strip(), Location(document.path, at)) for at, match in found)


def _may_refer(line: str) -> bool:
    return ("below" in line or "above" in line or "section" in line) and ("see" in line or "section" in line)


def dangling(document: Document, reference: Reference) -> bool:
    """Whether no heading or lead-in shares the words of the name. An excerpt with a single section is not held to it."""
    read = reading(document)
    if len(document.root.sections) < 2 and not any(len(each.sections) > 1 for each in document.root.sections if each.level == 1):
        return False
    words = _words(reference.title)
    return not any(words <= _words(each.title) or (_words(each.title) and _words(each.title) <= words) for each in read.passages)


def _words(title: str) -> frozenset[str]:
    return frozenset(
        word.rstrip("s") for word in plain(title).split() if word not in ("the", "a", "section", "procedure", "how", "to")
    )
