"""The costs cannot be told apart."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.billing import told_apart
from opsworthy.rules.shapes.evidence import either, items
from opsworthy.rules.shapes.saving import within
from opsworthy.rules.shapes.statements import code_span
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW723",
    name="cost-unattributed",
    summary="Cost Tracking says how costs are told apart: by component, environment or team.",
    clauses=("CPS-10",),
    why="A rise that cannot be traced to a component is everybody’s and nobody’s.",
    fix="Name the tags, labels or accounts that separate them, in a table or a list.",
    judge=topic(
        Topic(
            "cost-tracking",
            "attribution of costs",
            {
                "the tags, accounts or rows that separate them": either(
                    within("cost-breakdown", either(items(2), code_span)), told_apart
                )
            },
            about=("cost-breakdown",),
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
