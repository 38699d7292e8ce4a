"""An estimate that pretends to be exact."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import nothing_paid, ranged
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW704",
    name="estimate-without-range",
    summary="Estimated Costs gives ranges: low and high.",
    clauses=(
        "DOD-11",
        "CPS-06",
        "CPM-01",
        "CPV-03",
    ),
    why="A single figure is wrong on the first day; a range says how wrong it may become.",
    fix="Write low and high, such as `$150–180/month`, at least for the total and for what depends on use.",
    judge=topic(
        Topic(
            "estimated-costs",
            "ranges",
            {"an amount with a low and a high end": ranged},
            unless=nothing_paid,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
