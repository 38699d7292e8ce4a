"""Quotas: what caps a resource, with its number."""

import re

from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.scaling import SERVERLESS
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.subject import means
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_CALLED = regex(
    r"\b(?:resource[- ]?)?quotas?\b|\bresource (?:limits?|caps?|constraints?|requests)\b"
    r"|\b(?:service|usage|rate|account) limits?\b"
    r"|\bconstraints?\b|\blimit[- ]?ranges?\b|\b(?:limits|requests)\.(?:cpu|memory|storage)\b",
    re.IGNORECASE,
)
_CAPPED = regex(
    r"\b(?:at most|no more than|max\w*|capp?ed|caps?|ceiling|hard limit|limit(?:ed)? (?:of|to)|not more than)\b", re.IGNORECASE
)
_SCALED = regex(r"\b(?:replicas?|instances?|pods?|dynos?|nodes?|concurren\w*|auto-?scal\w*|hpa)\b", re.IGNORECASE)
_SHOWN = regex(r"quota|limits\b|requests\b|\bhard\b", re.IGNORECASE)
_OFTEN = regex(r"\d\s*(?:req|ops|rps|tps|queries|messages|mails|emails|tokens?|users?)\b", re.IGNORECASE)
_GLUED = regex(r"(?<=\d)(?=[A-Za-z])|[._]")


def quota(passage: Passage) -> Location | None:
    """A cap on a resource with its number: in a part about quotas, in a line that calls it so, or in a block that shows it.
    How many of them run is a bound of scaling and no quota."""
    titled = _CALLED.search(passage.title) is not None
    for at, line in passage.lines:
        called = titled or _CALLED.search(line) or (_CAPPED.search(line) and not _SCALED.search(line))
        if called and caps(line) and not passage.in_fence(at):
            return Location(passage.location.path, at)
    shown = (each for each in passage.fences if not each.commands and caps(each.text))
    return next((each.location for each in shown if titled or _SHOWN.search(each.text)), None)


def caps(text: str) -> bool:
    """Whether a text gives a number and names a resource, or says how often something may be asked."""
    told = _GLUED.sub(" ", text)
    return any(letter.isdigit() for letter in text) and (marks.says("resources", told) or _OFTEN.search(told) is not None)


def no_quota(subject: Subject) -> str:
    """Why no quota is owed; empty where one could exist: on the platform, or for what others bill by use."""
    system = subject.system
    platforms = {service.platform for service in system.services}
    owed = system.limits or not platforms or platforms & {"kubernetes", "ansible", "systemd", *SERVERLESS} or _buys(subject)
    return "" if owed else "the platform of this system has no quotas to set, and no service of others is priced"


def _buys(subject: Subject) -> bool:
    """Whether the plan prices a service of others, which can be capped there."""
    inside = regions(subject.cost_plan, "estimated-costs") if subject.cost_plan else ()
    return any(
        each.high and means(f"{each.under} {each.label}", "third-party") for region in inside for each in region.amounts
    ) or any(each.high for region in inside for part in region.about("third-party") for each in part.amounts)
