"""Statements in words, of the few forms that leave no doubt what they are about."""

import re
from collections.abc import Iterator

from opsworthy.documents.environments import named
from opsworthy.rules.shapes.contradicting.said import Said, plain
from opsworthy.rules.shapes.contradicting.values import compared
from opsworthy.rules.shapes.contradicting.words import programs
from opsworthy.rules.shapes.reading import Passage, Reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_LENGTH = r"\d{1,4}(?:\.\d)?[ -]?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)\b"
_SETS = r"(?:\*\*)?\s*(?::|=|\bis|\bof|–|—)\s*(?:\*\*)?\s*"
_OBJECTIVE = regex(
    r"\b(?P<what>RTO|RPO|Recovery (?:Time|Point) Objective(?: \(R[TP]O\))?)(?:\*\*|\))?(?: target)?"
    rf"\s*{_SETS}(?P<value>[<≤~]?\s?{_LENGTH})(?!\s*(?:for|in|on)\b)"
)
_KEPT = regex(
    r"\b(?P<what>(?:(?:database|db|daily|nightly|weekly|monthly) )?(?:backup|snapshot)s?|(?:(?:access|audit) )?logs?)"
    rf" (?:are |is )?(?:kept|retained|stored|held)(?: for)? (?P<value>{_LENGTH})",
    re.IGNORECASE,
)
_AVAILABILITY = regex(
    rf"\b(?P<what>availability|uptime)(?: (?:SLO|SLA|target|objective))?{_SETS}(?P<value>[≥>=]*\s?9\d(?:\.\d+)?\s?%)",
    re.IGNORECASE,
)
_ROTATED = regex(
    r"`(?P<what>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`[^.|\n]{0,60}?\b(?:rotated?|rotation|renewed?)\b[^.|\n]{0,20}?"
    rf"\bevery (?P<value>{_LENGTH})",
    re.IGNORECASE,
)
_NEEDS = regex(
    r"^\s*[-*+]\s+(?:\*\*)?(?P<what>[A-Za-z.]{2,10}(?: SDK)?)(?:\*\*)?:?\s+(?:version\s+|v|≥\s?|>=\s?)?"
    r"(?P<value>\d{1,3}(?:\.\d{1,3}){0,2})(?P<open>\+| or (?:later|newer|higher|above))?(?=[\s,;(*]|\.?$)",
    re.IGNORECASE,
)
_FORMS = (
    (_OBJECTIVE, "objective", "duration"),
    (_KEPT, "retention", "duration"),
    (_AVAILABILITY, "target", "percent"),
    (_ROTATED, "rotation", "duration"),
)
_WANTED = regex(r"\b(?:prerequisites?|requirements?|you(?:'ll)? need|dependencies|before you begin)\b", re.IGNORECASE)


def of_prose(read: Reading) -> Iterator[Said]:
    """The statements of every line outside of code."""
    for passage in read.headed:
        alone = passage.section
        if alone is None:
            continue
        end = min((each.location.line - 1 for each in alone.sections), default=passage.last)
        yield from _of_section(read, passage, end)


def _of_section(read: Reading, passage: Passage, end: int) -> Iterator[Said]:
    places = named(passage.title)
    if len(places) > 1:
        return
    wanted = bool(_WANTED.search(passage.title))
    for at, line in read.lines.between(passage.first + 1, end):
        if read.fenced.get(at) or not any(each.isdigit() for each in line):
            continue
        environments = named(line) or places
        if len(environments) > 1:
            continue
        for form, attribute, kind in (*_FORMS, *(((_NEEDS, "needed version", "version"),) if wanted else ())):
            yield from _told(form, attribute, kind, line, Location(read.document.path, at), next(iter(environments), ""))


def _told(form: re.Pattern[str], attribute: str, kind: str, line: str, at: Location, environment: str) -> Iterator[Said]:
    for found in form.finditer(line):
        what = found["what"]
        about, thing = attribute, plain(what).removesuffix("s")
        if attribute == "objective":
            about, thing = ("rpo" if "RPO" in what or "Point" in what else "rto"), ""
        elif attribute == "needed version":
            thing = programs().get(what.lower(), "")
        value = compared(kind, found["value"].lstrip("<≤~≥>= "))
        if value and (thing or attribute == "objective"):
            shown = found["value"].strip() + (found.groupdict().get("open") or "")
            yield Said(about, thing, environment, value, shown, _words(about, what), at)


def _words(attribute: str, what: str) -> str:
    if attribute in ("rto", "rpo"):
        return f"the {attribute.upper()}"
    if attribute == "needed version":
        return f"the version of {what} that is needed"
    return f"the {attribute} of {what}"
