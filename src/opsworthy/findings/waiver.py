"""Waivers: `<!-- opsworthy: allow rollback-unverified, reason: …, owner: …, until: 2027-01-31 -->`, or configured ones."""

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase

from opsworthy.findings.fingerprint import heading_of
from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.outline import Outline, outline
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_OPENING = regex(r"<!--[ \t\n]*opsworthy:[ \t]*(allow|waive|ignore|disable|accept|skip)\b", re.IGNORECASE)
_PART = regex(r",\s*(?=(?:reason|owner|until)\s*:)", re.IGNORECASE)
_LONGEST = 2_000
_NAME = regex(r"[A-Za-z][A-Za-z0-9-]*\Z")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver: `rule` is a name or an id; it excuses what is located on the lines `first` to `last` of its file, or, where it
    is configured, in the files that `paths` fits (`*` stands for any letters, `/` too) and below the heading `section`.
    `problem` says why it excuses nothing; `used` is known once the outcomes are."""

    rule: str
    reason: str
    owner: str
    until: date | None
    location: Location
    first: int
    last: int
    problem: str = ""
    expired: bool = False
    used: bool = False
    paths: str = ""
    section: str = ""

    def excuses(self, outcome: Outcome) -> bool:
        """Whether this waiver stands and is about this outcome."""
        if self.problem or self.expired or outcome.state is not State.BROKEN or outcome.waived is not None:
            return False
        named = self.rule.lower() in (outcome.name, outcome.rule.lower())
        if self.paths:
            under = not self.section or heading_of(self.section) in outcome.section.split(" / ")
            return named and under and fnmatchcase(outcome.location.path, self.paths)
        return named and outcome.location.path == self.location.path and self.first <= outcome.location.line <= self.last


def read_waivers(source: Source, today: date) -> tuple[Waiver, ...]:
    """The waivers of a Markdown text, in its order; a text inside a code block is no waiver."""
    opened = list(_OPENING.finditer(source.text))
    if not opened:
        return ()
    shape = outline(source.text)
    ends = [at for at, letter in enumerate(source.text) if letter == "\n"]
    found = []
    for match in opened:
        line = bisect_left(ends, match.start()) + 1
        if shape.in_fence(line):
            continue
        end = source.text.find("-->", match.end(), match.end() + _LONGEST)
        body = source.text[match.end() : end if end >= 0 else match.end()]
        last_line = bisect_left(ends, max(end, match.start())) + 1
        found.append(_waiver(source, match.group(1).lower(), body, line, last_line, shape, today, closed=end >= 0))
    return tuple(found)


def _waiver(source: Source, verb: str, body: str, line: int, end: int, shape: Outline, today: date, *, closed: bool) -> Waiver:
    name, *parts = _PART.split(body.strip().rstrip(","))
    told = {key.strip().lower(): value.strip() for key, _, value in (part.partition(":") for part in parts)}
    until, bad_date = _date(told.get("until", ""))
    first, last = shape.scope(line, end)
    waiver = Waiver(
        name.strip(), told.get("reason", ""), told.get("owner", ""), until, source.at(line, 0, end), first, last,
        expired=until is not None and until < today,
    )  # fmt: skip
    return replace(waiver, problem=_problem(waiver, verb, bad_date, closed=closed))


def _problem(waiver: Waiver, verb: str, bad_date: str, *, closed: bool) -> str:
    if not closed:
        return "the comment is never closed with -->"
    if verb != "allow":
        return f"it says {verb!r}; the word is 'allow'"
    if not _NAME.match(waiver.rule):
        return "it does not name one rule right after 'allow'"
    if not waiver.reason:
        return "it gives no reason"
    return bad_date


def _date(text: str) -> tuple[date | None, str]:
    if not text:
        return None, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, f"its date {text[:20]!r} is not of the form 2027-01-31"


def honour(outcomes: tuple[Outcome, ...], waivers: tuple[Waiver, ...]) -> tuple[tuple[Outcome, ...], tuple[Waiver, ...]]:
    """The outcomes with the reasons of the waivers that excuse them, and the waivers with whether they were used."""
    if not waivers:
        return outcomes, ()
    used: set[int] = set()
    told = []
    for outcome in outcomes:
        at = next((at for at, waiver in enumerate(waivers) if waiver.excuses(outcome)), None)
        if at is not None:
            used.add(at)
            outcome = replace(outcome, waived=waivers[at].reason)  # noqa: PLW2901
        told.append(outcome)
    return tuple(told), tuple(replace(waiver, used=at in used) for at, waiver in enumerate(waivers))
