"""A saving that costs nothing, as it seems."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import either
from opsworthy.rules.shapes.money import weighed
from opsworthy.rules.shapes.saving import traded, within
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW745",
    name="tradeoff-unstated",
    summary="Optimization Opportunities says what each saving costs in performance or risk.",
    clauses=("CPS-24",),
    why="Half the replicas cost half, until one of them fails.",
    fix="Add the price of each: latency, risk, effort.",
    judge=topic(
        Topic(
            "optimization",
            "trade-offs",
            {"what a saving costs in performance or risk": either(traded, within("tradeoffs", weighed))},
            about=("tradeoffs",),
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
