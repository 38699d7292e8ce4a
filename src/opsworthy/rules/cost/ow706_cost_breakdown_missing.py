"""One figure for everything."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import itemised
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW706",
    name="cost-breakdown-missing",
    summary="Estimated Costs breaks the total down by component.",
    clauses=(
        "DOD-11",
        "CPV-04",
        "CPM-07",
    ),
    why="Only a component can be made cheaper; a total can only be complained about.",
    fix="Give each component its own line with its own amount.",
    judge=topic(
        Topic(
            "estimated-costs",
            "breakdown by component",
            {"at least two components with an amount each": itemised},
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
