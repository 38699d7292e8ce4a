"""Nothing says what to do first."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import either
from opsworthy.rules.shapes.money import ranked
from opsworthy.rules.shapes.saving import prioritised
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW746",
    name="savings-unranked",
    summary="Optimization Opportunities ranks its items: quick wins before complex ones.",
    clauses=(
        "CPS-25",
        "CPV-11",
    ),
    why="A list without an order is done from the top, or not at all.",
    fix="Give each item a priority, or group them under Quick wins and Complex.",
    judge=topic(
        Topic(
            "optimization",
            "priority of the savings",
            {"a priority for the items": either(ranked, prioritised)},
            about=("priority",),
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
