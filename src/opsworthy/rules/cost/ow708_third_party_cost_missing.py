"""The services of others cost nothing, as it seems."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import amount_for, no_third_parties
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW708",
    name="third-party-cost-missing",
    summary="Estimated Costs covers the paid services of others: APIs, monitoring, logging, mail.",
    clauses=(
        "CPS-03",
        "CPM-08",
        "CPV-06",
    ),
    why="The bills of outside services come apart from the bill of the cloud, to somebody else, and are forgotten first.",
    fix="Give an amount for each outside service, or say that none is used.",
    judge=topic(
        Topic(
            "estimated-costs",
            "third-party costs",
            {"an amount for a service of others": amount_for("third-party")},
            about=("third-party",),
            questions=("usage.",),
            may_decline=True,
            unless=no_third_parties,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
