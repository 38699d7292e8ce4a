"""A surcharge that is stated and not counted."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.arithmetic.drivers import surcharges
from opsworthy.rules.shapes.arithmetic.judging import checked

RULE = Rule(
    id="OW738",
    name="surcharge-unapplied",
    summary="A surcharge such as “Multi-AZ: +100 %” is in the estimate that it stands above.",
    clauses=("CPM-02", "REV-05"),
    why="The doubling is remembered in words and forgotten in the sum.",
    fix="Count the surcharge into the estimate, or say that it is not paid.",
    judge=checked(surcharges, "the surcharges are in their estimates", "no surcharge is stated in per cent"),
    profiles=("service", "page", "library", "cost-plan"),
    needs="nothing",
)
