"""Nothing says what the estimate rests on."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import assumed
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW705",
    name="assumptions-missing",
    summary="Estimated Costs states its assumptions: traffic, hours, data, region, environments.",
    clauses=(
        "DOD-11",
        "CPS-06",
        "CPV-03",
        "SRV-04",
        "CPM-01",
    ),
    why="When the bill differs, the assumptions say which of them was wrong.",
    fix="List them with their numbers, such as “1 million requests a month” and “prices of us-east-1”.",
    judge=topic(
        Topic(
            "estimated-costs",
            "assumptions",
            {"a list of assumptions, or a line that states one with its number": assumed},
            about=("assumptions",),
            titled=True,
            questions=("usage.",),
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
