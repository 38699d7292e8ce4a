"""Two currencies in one sum."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.currencies import mixtures
from opsworthy.rules.shapes.arithmetic.judging import checked

RULE = Rule(
    id="OW729",
    name="currencies-mixed",
    summary="The parts of a total are in one currency, or the rate between them is stated.",
    clauses=("REV-05",),
    why="A euro that is added as a dollar makes the total wrong by what the rate is that day.",
    fix="Convert the parts into one currency, and state the rate and its day.",
    judge=checked(mixtures, "the totals are in one currency with their parts", "no total stands beside parts in a currency"),
    profiles=("service", "page", "library", "cost-plan"),
    needs="nothing",
)
