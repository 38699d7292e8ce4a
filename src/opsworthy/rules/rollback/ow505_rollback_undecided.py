"""Nothing says when to roll back and when to go forward."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.statements import both_ways
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW505",
    name="rollback-undecided",
    summary="Rollback says on which signs to roll back and when to roll forward instead.",
    clauses=("RBS-30",),
    why="The decision is made badly under pressure; after a migration without a way back, rolling back can be the greater harm.",
    fix="List the signs for each way: roll back when …; roll forward (fix and deploy again) when ….",
    judge=topic(
        Topic(
            "rollback",
            "when to roll back and when to roll forward",
            {"signs for going back and signs for the way forward": both_ways},
            about=("decision-to-roll-back",),
            questions=("rollback.decision",),
        )
    ),
    tier=2,
)
