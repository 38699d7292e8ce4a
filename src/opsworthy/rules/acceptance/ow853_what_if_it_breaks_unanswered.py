"""Somebody whose system has broken finds no issue with its symptom, a command and a solution."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.acceptance import Acceptance, acceptance
from opsworthy.rules.shapes.troubled import commanded, solved

RULE = Rule(
    id="OW853",
    name="what-if-it-breaks-unanswered",
    summary="“What do I do if it breaks?” is answered by issues with symptom, commands and solution.",
    clauses=("ACC-03",),
    why="At night a list of headings is no help; a command and a cure are.",
    fix="For the most common issue write what is seen, the command that confirms it, and what to do about it.",
    judge=acceptance(
        Acceptance(
            "What do I do if it breaks?",
            "troubleshooting",
            {"a command that looks into an issue": commanded, "a solution of one": solved},
        )
    ),
    severity=Severity.NOTE,
)
