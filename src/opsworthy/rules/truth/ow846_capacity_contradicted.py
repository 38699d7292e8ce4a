"""The document gives another number of replicas, or another quota, than the files."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW846",
    name="capacity-contradicted",
    summary="The numbers of replicas and the quotas that the document gives are those of the files.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="Who counts on three replicas drains a node that held the only one.",
    fix="Write the number that the files have; the related place shows it.",
    judge=claimed("replicas and quotas", "replicas", "bounds", "quota"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
