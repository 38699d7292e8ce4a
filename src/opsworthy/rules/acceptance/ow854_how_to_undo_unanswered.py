"""Somebody who wants to undo a deployment gets no commands, or no way to see that it worked."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.acceptance import Acceptance, acceptance
from opsworthy.rules.shapes.evidence import REVERTING, changing, either
from opsworthy.rules.shapes.order import after_reverting, verification_linked

RULE = Rule(
    id="OW854",
    name="how-to-undo-unanswered",
    summary="“How do I undo this deployment?” is answered by commands and by how to see that they worked.",
    clauses=("ACC-04",),
    why="A rollback is asked for once, in a hurry, by whoever is there.",
    fix="Give the commands that bring the last good version back, and after them the check that shows it.",
    judge=acceptance(
        Acceptance(
            "How do I undo this deployment?",
            "rollback",
            {
                "a command that brings an older version back": changing(REVERTING),
                "a check after it": either(after_reverting, verification_linked),
            },
        )
    ),
    severity=Severity.NOTE,
)
