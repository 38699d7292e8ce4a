"""The document explains an alert that no file declares."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW842",
    name="alert-unknown",
    summary="The alerts that the document explains are declared.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="Who is woken by an alert looks for its name, and does not find it.",
    fix="Write the name that the alert has, or take the entry out; the related place shows it.",
    judge=claimed("alerts", "alert", "alert-name"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
