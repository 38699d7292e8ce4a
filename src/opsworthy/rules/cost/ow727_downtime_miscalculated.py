"""An availability and the downtime it leaves, which do not fit."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.availability import availabilities
from opsworthy.rules.shapes.arithmetic.judging import checked

RULE = Rule(
    id="OW727",
    name="downtime-miscalculated",
    summary="A stated downtime is what the stated availability leaves.",
    clauses=("REV-03",),
    why="An error budget that is too large by half is spent before anybody looks.",
    fix="Work it out again: 99.9 % of thirty days leave 43 minutes and 12 seconds.",
    judge=checked(
        availabilities,
        "the downtimes are what the availabilities leave",
        "no availability is stated with the downtime that it leaves",
    ),
    profiles=("service", "page", "library", "cost-plan"),
    needs="nothing",
)
