"""What it runs on costs nothing, as it seems."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import amount_for
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW707",
    name="infrastructure-cost-missing",
    summary="Estimated Costs covers the infrastructure: compute, storage, networking.",
    clauses=(
        "CPS-02",
        "CPV-05",
    ),
    why="What runs all the time is the part of the bill that comes for certain.",
    fix="Give an amount for each machine, dyno, database and disk; for what is free, write 0 and why.",
    judge=topic(
        Topic(
            "estimated-costs",
            "infrastructure costs",
            {"an amount for compute, storage or networking": amount_for("infrastructure")},
            about=("infrastructure",),
            may_decline=True,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
