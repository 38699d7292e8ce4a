"""Moving data costs nothing, as it seems."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import amount_for, nothing_paid
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW709",
    name="data-transfer-cost-missing",
    summary="Estimated Costs says what data transfer costs, or why it costs nothing.",
    clauses=(
        "CPS-04",
        "CPM-02",
    ),
    why="Data transfer is the part that grows with success and that no price list shows first.",
    fix="Give an amount for what leaves the cloud or crosses zones; where the platform includes it, say so.",
    judge=topic(
        Topic(
            "estimated-costs",
            "data transfer costs",
            {"an amount for data transfer or bandwidth": amount_for("data-transfer")},
            about=("data-transfer",),
            questions=("usage.",),
            may_decline=True,
            unless=nothing_paid,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
