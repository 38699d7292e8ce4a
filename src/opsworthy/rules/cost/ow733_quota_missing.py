"""Nothing limits what can be taken."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.quotas import no_quota, quota
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW733",
    name="quota-missing",
    summary="Guardrails states the quotas that cap resources.",
    clauses=("CPS-16",),
    why="A quota stops what a budget alert only reports.",
    fix='State the quotas with their numbers, such as `limits.cpu: "20"`, or say what caps the resources instead.',
    judge=topic(
        Topic(
            "guardrails",
            "resource quotas",
            {"a quota with its number": quota},
            about=("quotas",),
            may_decline=True,
            unless=no_quota,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
