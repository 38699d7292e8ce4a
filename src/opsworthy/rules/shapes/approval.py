"""Who says yes to higher costs, and from which amount on."""

import re
from collections.abc import Callable

from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.subject import means
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_APPROVES = regex(r"\bapprov\w*|\bsign(?:s|ed)?[- ]off\b|\bauthori[sz]\w*|\bpermission\b|\bconsent\b", re.IGNORECASE)
_AMOUNT = regex(r"[$€£]\s?\d|\d\s?(?:%|€|£)|\b\d[\d,.]*\s?(?:percent|per cent|USD|EUR|GBP|dollars|euros)\b", re.IGNORECASE)
_BOUND = (
    r"(?:limits?|budgets?|ceilings?|caps?|thresholds?|estimates?|quotas?|increases?|changes?|costs?|spend\w*|purchases?"
    r"|expenses?|resources?)"
)
_PASSED = regex(
    rf"\b(?:above|over|beyond|exceed\w*|past|rais\w*|lift\w*|increas\w*|outside|more than|higher than|any|every|each|all|new)\b"
    rf"[^.;|]{{0,40}}\b{_BOUND}\b|\b{_BOUND}\b[^.;|]{{0,40}}\b(?:raised|exceeded|lifted|increased|passed|reached)\b",
    re.IGNORECASE,
)


def approver(passage: Passage) -> Location | None:
    """A role or a person that says yes."""
    titled = _titled(passage)
    return _line(passage, lambda line: bool(marks.says("roles", line) or marks.has_contact(line)) and (titled or _approves(line)))


def from_which(passage: Passage) -> Location | None:
    """From when on somebody must say yes: an amount, a share, or a limit that is passed."""
    titled = _titled(passage)
    return _line(passage, lambda line: (titled or _approves(line)) and bool(_AMOUNT.search(line) or _PASSED.search(line)))


def _titled(passage: Passage) -> bool:
    return passage.title != "" and means(passage.title, "cost-approval")


def _approves(line: str) -> bool:
    return _APPROVES.search(line) is not None


def _line(passage: Passage, test: Callable[[str], bool]) -> Location | None:
    return next((Location(passage.location.path, at) for at, line in passage.lines if test(line)), None)
