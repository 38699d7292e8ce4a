"""A row whose columns contradict each other."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.grid import rows
from opsworthy.rules.shapes.arithmetic.judging import checked

RULE = Rule(
    id="OW715",
    name="row-miscalculated",
    summary="In a table whose columns follow from each other, every row does.",
    clauses=("REV-05", "DOD-11"),
    why="One row that was changed by hand makes the total wrong as well.",
    fix="Work the row out again, as the other rows of the table are.",
    judge=checked(
        rows, "the rows follow from their columns as the headers say", "no table has columns of which one follows from others"
    ),
    profiles=("service", "page", "library", "cost-plan"),
    fixable=True,
    needs="nothing",
)
