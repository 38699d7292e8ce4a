"""`opsworthy.check/1`: the outcomes of a check as they are published."""

from dataclasses import dataclass

from opsworthy.findings.outcome import Outcome
from opsworthy.text.location import Location

SCHEMA = "opsworthy.check/1"


@dataclass(frozen=True)
class SpanView:
    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class RelatedView:
    message: str
    location: SpanView


@dataclass(frozen=True)
class OutcomeView:
    rule: str
    name: str
    clauses: list[str]
    outcome: str
    severity: str
    confidence: str
    message: str
    location: SpanView
    related: list[RelatedView]
    fix: str | None
    fingerprint: str
    waived: str | None
    open_question: str | None


@dataclass(frozen=True)
class CheckView:
    """The whole answer of `opsworthy check --format json`; `summary` counts outcomes by their name."""

    schema: str
    outcomes: list[OutcomeView]
    summary: dict[str, int]


def view(outcomes: tuple[Outcome, ...]) -> CheckView:
    """The published shape of a check."""
    summary = dict.fromkeys(("held", "broken", "not-applicable", "cannot-know", "not-run", "error", "waived"), 0)
    for outcome in outcomes:
        summary["waived" if outcome.waived else outcome.state.value] += 1
    return CheckView(SCHEMA, [_outcome(each) for each in outcomes], summary)


def _outcome(outcome: Outcome) -> OutcomeView:
    return OutcomeView(
        rule=outcome.rule,
        name=outcome.name,
        clauses=list(outcome.clauses),
        outcome=outcome.state.value,
        severity=outcome.severity.value,
        confidence=outcome.confidence,
        message=outcome.message,
        location=_span(outcome.location),
        related=[RelatedView(each.message, _span(each.location)) for each in outcome.related],
        fix=outcome.fix,
        fingerprint=outcome.fingerprint,
        waived=outcome.waived,
        open_question=outcome.open_question,
    )


def _span(place: Location) -> SpanView:
    return SpanView(
        place.path, place.line, place.column or 1, place.end_line or place.line, place.end_column or place.column or 1
    )
