"""What of an issue's parts is owed where it stands: all in the runbook of a service, elsewhere what its neighbours have."""

import re
from functools import lru_cache

from opsworthy.rules.shapes.evidence import content
from opsworthy.rules.shapes.issue import issues, lacking
from opsworthy.rules.shapes.reading import Passage, Reading
from opsworthy.text.regex import regex

_CURE = "a solution"
_FEWEST, _MOST = 2, 0.66
_RECOVERY = regex(r"\W*(?:recovery|remediation|resolutions?|fixes|solutions|mitigations?|what to do)\b", re.IGNORECASE)


def owed(issue: Passage, profile: str) -> tuple[str, ...]:
    """What an issue lacks and owes: in the runbook of a service all of it; on a page what most other issues there have."""
    missing = lacking(issue)
    if _CURE in missing and _recovered_elsewhere(issue):
        missing = tuple(each for each in missing if each != _CURE)
    if profile == "service" or not missing:
        return missing
    usual = _usual(issue.reading)
    return tuple(each for each in missing if each in usual)


@lru_cache(maxsize=8)
def _usual(read: Reading) -> frozenset[str]:
    """The parts that most issues of a document have: its own form, which the others fall short of."""
    every = [lacking(each) for each in issues(read.document)]
    parts = {part for missing in every for part in missing}
    least = max(_FEWEST, len(every) * _MOST)
    return frozenset(part for part in parts if sum(part not in missing for missing in every) >= least)


def _recovered_elsewhere(issue: Passage) -> bool:
    """Whether a section of its own tells what to do for the issues of a table."""
    parts = (each for each in issue.reading.headed if _RECOVERY.match(each.title)) if issue.row else ()
    return any(not each.first <= issue.first <= each.last and content(each) is not None for each in parts)
