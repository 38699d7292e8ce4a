"""A range that ends below its beginning."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.inverted import inverted
from opsworthy.rules.shapes.arithmetic.judging import checked

RULE = Rule(
    id="OW719",
    name="range-inverted",
    summary="Every range of money runs from low to high.",
    clauses=("REV-05", "CPS-06"),
    why="Of a range that runs backwards nobody knows which end is mistyped.",
    fix="Swap the ends, or correct the one that is mistyped.",
    judge=checked(inverted, "the ranges run from low to high", "no range of money stands here"),
    profiles=("service", "page", "library", "cost-plan"),
    fixable=True,
    needs="nothing",
)
