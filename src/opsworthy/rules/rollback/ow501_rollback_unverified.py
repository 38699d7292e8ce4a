"""Nothing shows whether a rollback worked."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.elsewhere import nothing_brings_back
from opsworthy.rules.shapes.evidence import either
from opsworthy.rules.shapes.order import asked_after_reverting, verification_linked
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW501",
    name="rollback-unverified",
    summary="After the rollback come commands that show whether it worked, and what they should show.",
    clauses=("DOD-08", "RBS-29", "RBM-03", "RBV-15", "SRV-06", "DOM-04"),
    why="A rollback is done because something was believed to work; believing again is how the second outage begins.",
    fix="After the last rollback command, ask the service for its health and its version, and say what the answers should be.",
    judge=topic(
        Topic(
            "rollback",
            "verification after the rollback",
            {
                "a command after it with what it should show, or a link to the verification": either(
                    asked_after_reverting, verification_linked
                )
            },
            unless=nothing_brings_back,
        )
    ),
    profiles=("service", "page", "library"),
)
