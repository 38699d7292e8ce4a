"""Rollback is described, but no command does it."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.order import reverts
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW503",
    name="rollback-without-commands",
    summary="Rollback gives the commands that bring the last good version back.",
    clauses=("DOD-08", "RBS-27", "RBV-15"),
    why="Nobody composes commands well while users are waiting.",
    fix="Give the commands in order, with the real names, such as `kubectl rollout undo deployment/api -n shop`.",
    judge=topic(Topic("rollback", "rollback procedure", {"a command that brings an older version back": reverts})),
    profiles=("service", "page", "library"),
)
