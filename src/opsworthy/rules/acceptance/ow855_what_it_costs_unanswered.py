"""Somebody who asks what it costs gets no figure, or one that rests on nothing."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.acceptance import Acceptance, acceptance
from opsworthy.rules.shapes.figures import figure, grounds

RULE = Rule(
    id="OW855",
    name="what-it-costs-unanswered",
    summary="“How much will this cost?” is answered by a figure for a period and by what it rests on.",
    clauses=("ACC-05",),
    why="A figure without its assumptions cannot be compared with the bill.",
    fix="State the total for a month as a range, and list the assumptions with their numbers.",
    judge=acceptance(
        Acceptance(
            "How much will this cost?", "estimated-costs", {"a figure for a month or a year": figure, "its assumptions": grounds}
        )
    ),
    severity=Severity.NOTE,
    profiles=("cost-plan",),
    needs="cost-plan",
)
