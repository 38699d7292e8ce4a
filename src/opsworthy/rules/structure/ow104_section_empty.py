"""A section that is a heading and nothing else."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.section import RUNBOOK, filled

RULE = Rule(
    id="OW104",
    name="section-empty",
    summary="Every section of the runbook holds something besides headings.",
    clauses=("DOD-01", "SRV-01"),
    why="A heading without content passes a checklist and helps nobody.",
    fix="Write the section, or say in it why this system has nothing of the kind.",
    judge=filled(RUNBOOK),
    profiles=("service", "library"),
)
