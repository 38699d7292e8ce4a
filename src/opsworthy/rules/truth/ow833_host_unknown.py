"""The document asks a host that nothing declares."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW833",
    name="host-unknown",
    summary="The hosts of the system that the document names are declared.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="A check of a host that is not there fails while the system is well.",
    fix="Write the host as the files have it; the related place shows it.",
    judge=claimed("hosts", "host"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
