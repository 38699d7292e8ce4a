"""Nothing says how the logs are read."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import command
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW203",
    name="logs-unreachable",
    summary="Operations gives a command that shows the logs.",
    clauses=("DOD-05", "RBS-10", "RBV-09"),
    why="Where the logs are and how to filter them is the knowledge that a stranger lacks first.",
    fix="Give a command with its filter, such as `kubectl logs -n shop -l app=api --since=1h | grep ERROR`.",
    judge=topic(Topic("operations", "logs", {"a command that shows them": command("logs", part="logs")}, about=("logs",))),
)
