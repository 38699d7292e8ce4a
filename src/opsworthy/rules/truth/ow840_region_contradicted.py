"""The document names a region that the files never set."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW840",
    name="region-contradicted",
    summary="The regions that the document names are those that the files set.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="In the wrong region everything seems to be gone.",
    fix="Write the region that the files set; the related place shows it.",
    judge=claimed("regions", "region"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
