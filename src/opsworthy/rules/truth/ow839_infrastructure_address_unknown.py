"""A command names a Terraform resource, output or variable that no file declares."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW839",
    name="infrastructure-address-unknown",
    summary="Every Terraform address, output and variable that a command names is declared.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="A plan for a target that is not there does nothing, and looks as if nothing had to be done.",
    fix="Write the address as the files declare it; the related place shows it.",
    judge=claimed("Terraform names", "resource", "output", "input"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
