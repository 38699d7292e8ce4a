"""The sections of a cost plan stand in another order than readers expect."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.section import COST_PLAN, in_order

RULE = Rule(
    id="OW703",
    name="cost-section-misplaced",
    summary="Estimated Costs, Cost Tracking, Guardrails and Optimization Opportunities stand in this order.",
    clauses=("CPS-01", "CPS-07", "CPS-13", "CPS-19"),
    why="What it costs, how one sees it, what stops it, how to pay less: each part rests on the one before.",
    fix="Move the section; other sections may stand between, before or after.",
    judge=in_order(COST_PLAN),
    severity=Severity.WARNING,
    profiles=("cost-plan",),
    needs="cost-plan",
)
