"""A calculation that does not come to what is written behind it."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.calculations import as_checks
from opsworthy.rules.shapes.arithmetic.judging import checked

RULE = Rule(
    id="OW714",
    name="calculation-wrong",
    summary="Every calculation that is written out comes to the result beside it.",
    clauses=("REV-05", "DOD-11"),
    why="Whoever checks one product and finds it wrong checks nothing else, and believes nothing.",
    fix="Work it out again, and correct the figure or the factor.",
    judge=checked(
        as_checks, "the calculations that are written out come to their results", "no calculation is written out with its result"
    ),
    profiles=("service", "page", "library", "cost-plan"),
    needs="nothing",
)
