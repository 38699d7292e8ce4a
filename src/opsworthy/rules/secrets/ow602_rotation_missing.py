"""Nothing says how a secret is replaced."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.apart import elsewhere_than, outside
from opsworthy.rules.shapes.evidence import changing
from opsworthy.rules.shapes.secret import how_often, no_secrets
from opsworthy.rules.shapes.topic import Topic, topic

# What is done in a hurry after a leak is no procedure for every ninety days.
_stores = elsewhere_than(
    outside(changing(frozenset(["secret-write", "configure"]), but=frozenset(["annotate", "label"])), "secret-emergency"),
    "secret-emergency",
)

RULE = Rule(
    id="OW602",
    name="rotation-missing",
    summary="The runbook says how often secrets are rotated and gives the commands that do it.",
    clauses=("DOD-09", "SMS-04", "SMS-05", "SMM-03", "SMV-03", "SMV-04"),
    why="A secret that nobody ever replaced cannot be replaced on the day on which it must be.",
    fix="Give the steps: make a new value, store it, restart what reads it, verify, revoke the old one; and how often.",
    judge=topic(
        Topic(
            "secrets",
            "rotation of secrets",
            {
                "how often": how_often,
                "a command that stores a new value": _stores,
            },
            about=("secret-rotation",),
            questions=("secrets.rotation-days",),
            unless=no_secrets,
        )
    ),
    tier=2,
)
