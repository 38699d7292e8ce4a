"""Nothing says when somebody looks at the costs."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.billing import cadence
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW724",
    name="cost-review-unscheduled",
    summary="Cost Tracking says how often the costs are reviewed.",
    clauses=("CPS-11",),
    why="A review without a rhythm happens after the surprise.",
    fix="Write the rhythm and who does it, such as “monthly, by the owning team, on the first Monday”.",
    judge=topic(
        Topic(
            "cost-tracking",
            "cost review",
            {"how often somebody looks at them": cadence},
            about=("cost-review",),
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
