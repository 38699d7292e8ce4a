"""Nothing says how long a rollback takes."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.section import within
from opsworthy.rules.shapes.timing import takes
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW506",
    name="rollback-untimed",
    summary="Rollback says how long it takes.",
    clauses=("RBS-31", "RBV-06"),
    why="Whether to roll back or to repair depends on how long each takes; one that hangs is noticed only against a number.",
    fix="Write the time that it took when it was last done, such as `Expected rollback time: 5 minutes`.",
    judge=topic(
        Topic(
            "rollback",
            "expected rollback time",
            {"a length of time to go by": within("rollback", takes)},
            about=("duration",),
            questions=("rollback.minutes",),
        )
    ),
    tier=2,
)
