"""Nothing says what the lines of the log mean."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.statements import interpreted, log_place
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW403",
    name="log-lines-unexplained",
    summary="Troubleshooting says where the logs are and what their telling lines mean.",
    clauses=("RBS-22",),
    why="A stack trace names a place in the code; an operator needs to know what it means for the service.",
    fix="List the lines worth searching for, verbatim, each with its meaning and what to do.",
    judge=topic(
        Topic(
            "troubleshooting",
            "log locations and their meaning",
            {"where the logs are": log_place, "what a line of them means": interpreted},
            about=("interpretation",),
        )
    ),
    severity=Severity.WARNING,
    tier=2,
)
