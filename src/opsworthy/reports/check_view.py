"""`opsworthy.check/1`: the outcomes of a check as they are published."""

import msgspec

from opsworthy.findings.outcome import Outcome
from opsworthy.findings.patch import Patch
from opsworthy.text.location import Location

SCHEMA = "opsworthy.check/1"


class SpanView(msgspec.Struct, frozen=True, gc=False):
    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class RelatedView(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """`change` where it is the line of the change under review that made the outcome what it is."""

    message: str
    location: SpanView
    change: bool = False


class EditView(msgspec.Struct, frozen=True, gc=False):
    """Puts `text` in the place of what stands from the location's beginning to its end, which is one past the last letter."""

    location: SpanView
    text: str


class PatchView(msgspec.Struct, frozen=True, gc=False):
    """Edits that belong together; `safe` where they change nothing that a person has to think about."""

    words: str
    safe: bool
    edits: list[EditView]


class OutcomeView(msgspec.Struct, frozen=True, gc=False):
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
    patch: PatchView | None = None


class CheckView(msgspec.Struct, frozen=True, gc=False):
    """The whole answer of `opsworthy check --format json`; `summary` counts outcomes by their name."""

    schema: str
    outcomes: list[OutcomeView]
    summary: dict[str, int]


def view(outcomes: tuple[Outcome, ...]) -> CheckView:
    """The published shape of a check."""
    summary = dict.fromkeys(("held", "broken", "not-applicable", "cannot-know", "not-run", "error", "waived"), 0)
    for outcome in outcomes:
        summary["waived" if outcome.waived else outcome.state] += 1
    return CheckView(SCHEMA, [_outcome(each) for each in outcomes], summary)


def _outcome(outcome: Outcome) -> OutcomeView:
    return OutcomeView(
        rule=outcome.rule,
        name=outcome.name,
        clauses=list(outcome.clauses),
        outcome=outcome.state,
        severity=outcome.severity,
        confidence=outcome.confidence,
        message=outcome.message,
        location=_span(outcome.location),
        related=[RelatedView(each.message, _span(each.location), each.change) for each in outcome.related],
        fix=outcome.fix,
        fingerprint=outcome.fingerprint,
        waived=outcome.waived,
        open_question=outcome.open_question,
        patch=_patch(outcome.patch),
    )


def _patch(patch: Patch | None) -> PatchView | None:
    if patch is None:
        return None
    return PatchView(patch.words, patch.safe, [EditView(_span(each.location), each.text) for each in patch.edits])


def _span(place: Location) -> SpanView:
    return SpanView(
        place.path, place.line, place.column or 1, place.end_line or place.line, place.end_column or place.column or 1
    )
