"""Nothing says what development and maintenance cost."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.billing import hours_told
from opsworthy.rules.shapes.evidence import either
from opsworthy.rules.shapes.money import amount_for, nothing_paid
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.rules.shapes.verdict import cannot_know

_told = topic(
    Topic(
        "estimated-costs",
        "development and maintenance costs",
        {"hours or an amount for development and maintenance": either(amount_for("upkeep"), hours_told)},
        about=("upkeep",),
        may_decline=True,
        unless=nothing_paid,
    )
)


def judge(subject: Subject) -> Iterator[Verdict]:
    """It is owed where something runs that somebody looks after; a plan that does not mention it, of a system of which nothing
    is known, leaves open whether it is."""
    plan = document_for(subject, "estimated-costs")
    spoken = any(not each.row for each in reading(plan).whole.about("upkeep"))
    for each in _told(subject):
        if each.state is State.BROKEN and not spoken and not subject.system.services:
            yield cannot_know("nothing known of this system tells whether anybody is paid for its upkeep", each.location)
        else:
            yield each


RULE = Rule(
    id="OW710",
    name="upkeep-cost-missing",
    summary="Estimated Costs says what development and maintenance cost, or why that is not counted.",
    clauses=("CPS-05",),
    why="An hour of upkeep a week is dearer than most small servers.",
    fix="Give hours or an amount for upkeep, or one sentence that says why it is not counted here.",
    judge=judge,
    severity=Severity.NOTE,
    profiles=("cost-plan",),
    needs="cost-plan",
)
