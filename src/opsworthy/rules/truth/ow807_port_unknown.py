"""A port in the document is not one of the service that it names."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW807",
    name="port-unknown",
    summary="Every port that the document gives a service is one that its files name.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="A forwarded port that nothing listens on refuses the connection of somebody who is in a hurry.",
    fix="Write the port that the file has; the related place shows it.",
    judge=claimed("ports", "port"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
