"""Spending limits: one for each environment."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Amount, Document
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.arithmetic.flaw import ends
from opsworthy.rules.shapes.environments import names_environment
from opsworthy.rules.shapes.evidence import declined
from opsworthy.rules.shapes.reading import Passage, Reading, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.timeless import PERIOD
from opsworthy.rules.shapes.verdict import broken, held, unanswered
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_WARNS = regex(r"\b(?:alert|warn|notif|alarm|inform)\w*(?: \w+)?\W*$", re.IGNORECASE)

_ASKS = regex(r"\bapprov\w*|\bsign[- ]off\b", re.IGNORECASE)


def limits_of(subject: Subject, plan: Document) -> Iterator[Verdict]:
    """A verdict for each environment; for the whole where the repository names none."""
    inside = regions(plan, "guardrails")
    if not inside:
        yield Verdict(State.NOT_RUN, "there is no section Guardrails to look in", plan.location)
        return
    parts = (part for region in inside for part in region.about("spending-limits", "budget-alerts"))
    refused = next((place for part in parts if (place := declined(part))), None)
    names = [each.name for each in subject.system.environments]
    for name in names or [""]:
        of = f" for {name}" if name else ""
        limits = [amount for region in inside for amount in _limits(region, name, len(names))]
        found = next((each for each in limits if _timed(reading(plan), each)), None)
        asked = next((each for each in reading(plan).questions if each.key in (f"budget.{name or 'default'}.monthly-usd",)), None)
        if found:
            yield held(f"the spending limit{of} stands here", found.location)
        elif not limits and refused:
            yield held("the plan says that there is no spending to limit", refused)
        elif limits:
            told = f"the spending limit{of} ({_said(plan, limits[0])}) says no period (a month, a day)"
            yield broken(told, limits[0].location, fix="Say for how long the limit is, such as `$300/month`.")
        elif asked:
            yield unanswered(subject, f"there is no spending limit{of}", asked, Location(plan.path, asked.line))
        else:
            yield broken(f"there is no spending limit{of}", _nearest(inside).location)


def _limits(region: Passage, name: str, environments: int) -> Iterator[Amount]:
    """The amounts that are this environment's. An only environment, and a limit for each or all, need no name."""
    for amount in region.amounts:
        nothing = amount.high == 0 and not any(each.high > 0 for each in region.amounts)
        if nothing or _WARNS.search(amount.label.rpartition(":")[2]) or _ASKS.search(amount.label):
            continue
        if not name or environments == 1 or _belongs(region, amount, name):
            yield amount


def _timed(read: Reading, amount: Amount) -> bool:
    """Whether a limit says for how long it is: itself, in its line, in its table, or in a heading or lead-in above it."""
    if amount.period:
        return True
    at = amount.location.line
    above = (each.title for each in read.passages if each.first <= at <= each.last)
    header = (" ".join(row.header) for row in read.rows if row.location.line == at)
    return any(PERIOD.search(words) for words in (read.line(at), amount.label, amount.under, *above, *header))


def _said(plan: Document, amount: Amount) -> str:
    written = reading(plan).line(amount.location.line)[amount.location.column - 1 : amount.location.end_column - 1]
    return written.strip() or ends(amount.low, amount.high)


def _belongs(region: Passage, amount: Amount, name: str) -> bool:
    words = f"{amount.under}, {amount.label}"
    if names_environment(words, name) or names_environment(region.reading.line(amount.location.line), name):
        return True
    around = [
        each for each in region.reading.passages if each.first <= amount.location.line <= each.last and each.first > region.first
    ]
    return any(names_environment(each.title, name) for each in around) or "each environment" in words.lower()


def _nearest(inside: tuple[Passage, ...]) -> Passage:
    titled = (part for region in inside for part in region.about("spending-limits"))
    return next(titled, inside[0])
