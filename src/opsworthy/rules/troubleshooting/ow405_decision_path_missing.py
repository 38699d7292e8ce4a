"""Nothing says where to begin when everything is broken."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import conditions, either
from opsworthy.rules.shapes.statements import diagram
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW405",
    name="decision-path-missing",
    summary="Troubleshooting has a decision tree, a table or a list of conditions that leads from what is seen to what to do.",
    clauses=("RBS-24",),
    why="With many issues in a list the hard part is to know which one this is.",
    fix="Draw a small tree, or write a list: if the health check answers 503, then …; otherwise ….",
    judge=topic(
        Topic(
            "troubleshooting",
            "decision tree",
            {"a tree, a diagram or at least two conditions with what to do": either(diagram, conditions(2))},
            about=("decisions",),
            titled=True,
        )
    ),
    severity=Severity.WARNING,
    tier=1,
)
