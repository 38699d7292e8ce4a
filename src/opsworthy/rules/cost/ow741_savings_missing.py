"""No way to pay less is named."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import opportunities
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW741",
    name="savings-missing",
    summary="Optimization Opportunities lists the ways in which costs could be reduced, at least two.",
    clauses=(
        "CPS-20",
        "CPM-05",
        "CPV-11",
    ),
    why="The cheapest time to look for savings is before the bill.",
    fix="List them one by one, each with what it would save.",
    judge=topic(
        Topic(
            "optimization",
            "ways to reduce costs",
            {"at least two ways, one by one": opportunities},
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
