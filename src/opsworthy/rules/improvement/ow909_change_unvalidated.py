"""A change of the bar of which nobody knows whether it made operating better."""

from datetime import date

from opsworthy.records.improvement import Improvement
from opsworthy.rules.rule import Rule, Subject
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.improving import improvements
from opsworthy.text.strict import is_day

_LEAST = 3


def _fault(change: Improvement, subject: Subject) -> str:
    if not change.validated:
        return "nothing says when it was validated"
    if not is_day(change.validated):
        return f"{change.validated[:20]!r} is no day such as 2026-01-31"
    if subject.today is not None and date.fromisoformat(change.validated) > subject.today:
        return f"it is said to be validated on {change.validated}, which is yet to come"
    return "" if marks.count_words(change.evidence) >= _LEAST else "nothing says what showed that operating became better by it"


RULE = Rule(
    id="OW909",
    name="change-unvalidated",
    summary="Every change of the bar says when it was validated, and by what.",
    clauses=("CIM-11",),
    why="A rule that helped nobody costs every author time for ever.",
    fix="Add `validated`, the day, and `evidence`, what showed it, to the entry of the extension.",
    judge=improvements(_fault, "when and by what it was validated is said"),
    profiles=("service", "library", "cost-plan"),
    needs="nothing",
)
