"""A length of time that is not the sum of its parts."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.judging import checked
from opsworthy.rules.shapes.arithmetic.times import times

RULE = Rule(
    id="OW728",
    name="duration-sum-wrong",
    summary="A duration is the sum of the parts that are stated with it, and its steps fit into it.",
    clauses=("REV-03",),
    why="Whoever plans a change by the total stands there when the last step begins.",
    fix="Add the parts again, and correct the total or the part.",
    judge=checked(times, "the durations are the sums of their parts", "no duration is stated with its parts"),
    profiles=("service", "page", "library", "cost-plan"),
    needs="nothing",
)
