"""One of the four sections of a cost plan is not there."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.lacking import present
from opsworthy.rules.shapes.section import COST_PLAN

RULE = Rule(
    id="OW702",
    name="cost-section-missing",
    summary="The cost plan has the sections Estimated Costs, Cost Tracking, Guardrails and Optimization Opportunities.",
    clauses=("DOD-02", "CPS-01", "CPS-07", "CPS-13", "CPS-19", "CPV-02", "CPM-03", "CPM-05", "SRV-01"),
    why="An estimate without tracking is a wish, and tracking without a limit is a report of what went wrong.",
    fix="Add the section under a heading of that name or one that means it (Cost drivers, Cost controls, Savings).",
    judge=present(COST_PLAN, asks_for_content=True),
    profiles=("cost-plan",),
    fixable=True,
    needs="cost-plan",
)
