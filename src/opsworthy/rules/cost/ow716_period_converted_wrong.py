"""A month that is not a twelfth of its year."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.judging import checked
from opsworthy.rules.shapes.arithmetic.periods import conversions

RULE = Rule(
    id="OW716",
    name="period-converted-wrong",
    summary="Where a cost is stated for two periods, both say the same.",
    clauses=("REV-05", "CPS-06"),
    why="A yearly figure that was not updated with its monthly one is what finance budgets.",
    fix="Work out the longer period from the shorter one again; where a discount makes the difference, say so.",
    judge=checked(
        conversions, "the amounts that are stated for two periods agree", "no amount is stated for two periods side by side"
    ),
    profiles=("service", "page", "library", "cost-plan"),
    needs="nothing",
)
