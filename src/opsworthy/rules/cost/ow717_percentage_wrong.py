"""A percentage that is not that of the amounts beside it."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.judging import checked
from opsworthy.rules.shapes.arithmetic.shares import shares

RULE = Rule(
    id="OW717",
    name="percentage-wrong",
    summary="Every percentage fits the amounts that it stands beside.",
    clauses=("REV-05", "CPS-17"),
    why="An alert is set by the amount or by the percentage, and nobody knows which of them was meant.",
    fix="Correct the percentage or the amount.",
    judge=checked(shares, "the percentages fit their amounts", "no percentage stands beside the amounts that it is of"),
    profiles=("service", "page", "library", "cost-plan"),
    fixable=True,
    needs="nothing",
)
