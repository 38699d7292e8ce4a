"""Nothing says what to do when a secret has leaked."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import any_command, contact, either, items
from opsworthy.rules.shapes.secret import no_secrets
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW603",
    name="emergency-rotation-missing",
    summary="The runbook says what to do, in order, when a secret has leaked.",
    clauses=("DOD-09", "SMS-06", "SMM-04", "SMV-05"),
    why="A leaked secret is used within minutes; the routine rotation is written for a quiet afternoon.",
    fix="Write the steps: revoke first, store a new value, restart at once, look who used it, tell whom; with the commands.",
    judge=topic(
        Topic(
            "secrets",
            "emergency rotation",
            {"its steps": items(2), "a command to carry them out or somebody to call": either(any_command, contact)},
            about=("secret-emergency",),
            titled=True,
            questions=("contacts.security",),
            unless=no_secrets,
        )
    ),
    tier=2,
)
