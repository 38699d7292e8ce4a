"""`opsworthy.review/1`: the evidence for each criterion of a review, and where its review stands, as it is published."""

from opsworthy.findings.outcome import Outcome
from opsworthy.records.review import Review
from opsworthy.rules.shapes.criteria import Criterion
from opsworthy.text.dataclass import dataclass

SCHEMA = "opsworthy.review/1"


@dataclass(frozen=True)
class RecordView:
    """The last decision; `commit` is "" outside git."""

    decision: str
    reviewer: str
    at: str
    commit: str
    digest: str
    words: str


@dataclass(frozen=True)
class FindingView:
    rule: str
    name: str
    severity: str
    message: str
    path: str
    line: int


@dataclass(frozen=True)
class CriterionView:
    """`standing` is accepted, rejected, stale, missing or nothing-to-review; `outcomes` counts those of the rules that bear on
    it; `questions` are what no machine can judge."""

    id: str
    name: str
    asks: str
    standing: str
    record: RecordView | None
    changed: list[str]
    outcomes: dict[str, int]
    findings: list[FindingView]
    questions: list[str]


@dataclass(frozen=True)
class ReviewView:
    """The whole answer of `opsworthy review --format json`."""

    schema: str
    commit: str
    documents: list[str]
    criteria: list[CriterionView]


def criterion_view(
    criterion: Criterion, standing: str, review: Review | None, changed: tuple[str, ...], counts: dict[str, int],
    findings: tuple[Outcome, ...],
) -> CriterionView:  # fmt: skip
    """The published shape of one criterion."""
    record = (
        RecordView(review.decision, review.reviewer, review.at, review.commit, review.digest, review.words) if review else None
    )
    told = [
        FindingView(each.rule, each.name, each.severity.value, each.message, each.location.path, each.location.line)
        for each in findings
    ]
    return CriterionView(
        criterion.id, criterion.name, criterion.asks, standing, record, list(changed), dict(sorted(counts.items())), told,
        list(criterion.questions),
    )  # fmt: skip


def view(commit: str, documents: tuple[str, ...], criteria: list[CriterionView]) -> ReviewView:
    return ReviewView(SCHEMA, commit, list(documents), criteria)
