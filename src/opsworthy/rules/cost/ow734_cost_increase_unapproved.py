"""Nothing says who may spend more."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.approval import approver, from_which
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW734",
    name="cost-increase-unapproved",
    summary="Guardrails says who approves higher costs, and from which amount on.",
    clauses=("CPS-18",),
    why="Without a person who may say yes, the answer is nobody’s no.",
    fix="Name the role that approves, from which amount on, and what it wants to see.",
    judge=topic(
        Topic(
            "guardrails",
            "approval of cost increases",
            {"who approves": approver, "from which amount or share on": from_which},
            about=("cost-approval",),
            questions=("budget.approver",),
            may_decline=True,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
