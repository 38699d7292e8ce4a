"""The document gives an alert another threshold than its expression has."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW843",
    name="threshold-contradicted",
    summary="The thresholds that the document gives are those of the alerts.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="Decisions are made by the number that is written down, and the alert fires at another.",
    fix="Write the threshold of the expression, or change the expression; the related place shows it.",
    judge=claimed("thresholds", "threshold"),
    profiles=("service", "page", "alert", "cost-plan"),
    needs="nothing",
)
