"""A command selects by a label that nothing bears."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW809",
    name="label-unknown",
    summary="Every label that a command selects by is borne by a workload of the files.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="A selector that fits nothing prints nothing, and nothing looks like fine.",
    fix="Select by a label that the files set; the related place shows it.",
    judge=claimed("labels", "label"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
