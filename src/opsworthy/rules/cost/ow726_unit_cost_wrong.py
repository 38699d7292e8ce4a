"""A cost of one that is not the total divided by their number."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.judging import checked
from opsworthy.rules.shapes.arithmetic.unit_costs import unit_costs

RULE = Rule(
    id="OW726",
    name="unit-cost-wrong",
    summary="A cost per request, user or order is the total divided by their number.",
    clauses=("REV-05",),
    why="The price of one decides what a customer pays, and it is the figure that is copied most.",
    fix="Divide the total by the number again; say which total is meant.",
    judge=checked(unit_costs, "the costs of one fit a total", "no cost of one stands beside its number and a total"),
    profiles=("service", "page", "library", "cost-plan"),
    needs="nothing",
)
