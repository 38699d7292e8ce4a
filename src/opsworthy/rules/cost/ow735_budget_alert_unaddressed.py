"""A budget alert that nobody gets."""

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import alert_recipient
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW735",
    name="budget-alert-unaddressed",
    summary="Cost Tracking or Guardrails says who gets the message when a budget runs out.",
    clauses=("CPS-12", "CPS-17", "CPV-10"),
    why="An alert without an address is a line in a console that nobody opens.",
    fix="Name the address, the channel or the role, such as “AWS Budget alert to: ops@example.com”.",
    judge=topic(
        Topic(
            "guardrails",
            "recipient of the budget alerts",
            {"who gets the message": alert_recipient},
            about=("budget-alerts",),
            beside=("cost-tracking",),
            questions=("budget.alert-percent", "budget.alert", "budget.approver"),
        )
    ),
    severity=Severity.WARNING,
    profiles=("cost-plan",),
    needs="cost-plan",
)
