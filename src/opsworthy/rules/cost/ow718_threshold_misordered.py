"""A warning that comes after what it warns of."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.judging import checked
from opsworthy.rules.shapes.arithmetic.levels import orders

RULE = Rule(
    id="OW718",
    name="threshold-misordered",
    summary="Warnings lie below critical thresholds, and alerts not above the limit.",
    clauses=("CPS-17", "DOD-12", "REV-05"),
    why="An alert above the limit is sent when nothing can be done any more.",
    fix="Lower the threshold, or raise the limit.",
    judge=checked(orders, "the thresholds lie in order", "no threshold stands beside its limit"),
    profiles=("service", "page", "library", "cost-plan"),
    needs="nothing",
)
