"""A command names a compose service that no compose file has."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW837",
    name="compose-service-unknown",
    summary="Every compose service that a command names is declared.",
    clauses=(
        "REV-03",
        "DOM-05",
        "DOM-08",
    ),
    why="The command ends with an error, and nothing is restarted or shown.",
    fix="Name a service of the compose file; the related place shows it.",
    judge=claimed("compose services", "compose-service"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
