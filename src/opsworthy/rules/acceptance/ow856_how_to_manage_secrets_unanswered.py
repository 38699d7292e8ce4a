"""Somebody who has to manage the secrets is not told which there are, where they are kept, or how they are replaced."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.acceptance import Acceptance, acceptance
from opsworthy.rules.shapes.evidence import changing, items
from opsworthy.rules.shapes.secret import no_secrets, store_named

RULE = Rule(
    id="OW856",
    name="how-to-manage-secrets-unanswered",
    summary="“How do I manage secrets?” is answered by a list, the store, and the commands that replace one.",
    clauses=("ACC-06",),
    why="A secret that is not on the list is the one that nobody replaces.",
    fix="List the secrets by name, name the store that holds them, and give the commands that replace one.",
    judge=acceptance(
        Acceptance(
            "How do I manage secrets?",
            "secrets",
            {
                "a list of them": items(1),
                "the store that holds them": store_named,
                "a command that stores a new value": changing(frozenset(["secret-write", "configure"])),
            },
            unless=no_secrets,
        )
    ),
    severity=Severity.NOTE,
)
