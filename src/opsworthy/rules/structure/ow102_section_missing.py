"""One of the five sections of a runbook is not there."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.lacking import present
from opsworthy.rules.shapes.section import RUNBOOK

RULE = Rule(
    id="OW102",
    name="section-missing",
    summary="The runbook has the sections Deployment, Operations, Monitoring, Troubleshooting and Rollback.",
    clauses=("DOD-01", "RBS-01", "RBS-07", "RBS-13", "RBS-19", "RBS-25", "RBV-02", "SRV-01"),
    why="Whoever opens a runbook at night looks for one of five things; a section that is not there is looked for until dawn.",
    fix="Add the section under a heading of that name or one that means it (How to deploy, Debugging, Undo a release).",
    judge=present(RUNBOOK, asks_for_content=False),
    profiles=("service", "library"),
    fixable=True,
)
