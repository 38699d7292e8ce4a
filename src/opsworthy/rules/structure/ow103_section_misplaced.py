"""The sections of a runbook stand in another order than readers expect."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.section import RUNBOOK, in_order

RULE = Rule(
    id="OW103",
    name="section-misplaced",
    summary="Deployment, Operations, Monitoring, Troubleshooting and Rollback stand in this order.",
    clauses=("RBS-01", "RBS-07", "RBS-13", "RBS-19", "RBS-25"),
    why="The same order in every runbook lets a reader who knows one find the way in all of them.",
    fix="Move the section; other sections may stand between, before or after.",
    judge=in_order(RUNBOOK),
    severity=Severity.WARNING,
    profiles=("service", "library"),
)
