"""Nobody hears when the budget runs out."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import alert_level
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW725",
    name="budget-alert-missing",
    summary="Cost Tracking or Guardrails says at which amount who gets a message.",
    clauses=(
        "DOD-12",
        "CPS-12",
        "CPS-17",
        "CPV-10",
    ),
    why="An alert at 75 % leaves a week to act; the invoice leaves none.",
    fix="Write the amount or the percentage, and who is told, such as “at $150 (75 %) mail to ops@example.com”.",
    judge=topic(
        Topic(
            "guardrails",
            "budget alerts",
            {"an amount or a percentage at which a message is sent": alert_level},
            about=("budget-alerts",),
            beside=("cost-tracking",),
            questions=("budget.alert-percent",),
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
