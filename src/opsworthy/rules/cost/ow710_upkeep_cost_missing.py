"""People cost nothing, as it seems."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.billing import hours_told
from opsworthy.rules.shapes.evidence import either
from opsworthy.rules.shapes.money import amount_for
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW710",
    name="upkeep-cost-missing",
    summary="Estimated Costs says what development and maintenance cost, or why that is not counted.",
    clauses=("CPS-05",),
    why="An hour of upkeep a week is dearer than most small servers.",
    fix="Give hours or an amount for upkeep, or one sentence that says why it is not counted here.",
    judge=topic(
        Topic(
            "estimated-costs",
            "development and maintenance costs",
            {"hours or an amount for development and maintenance": either(amount_for("upkeep"), hours_told)},
            about=("upkeep",),
            may_decline=True,
        )
    ),
    severity=Severity.NOTE,
    profiles=("cost-plan",),
    needs="cost-plan",
)
