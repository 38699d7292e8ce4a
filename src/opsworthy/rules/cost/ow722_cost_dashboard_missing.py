"""No cost dashboard is linked and nothing says how to make one."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.billing import billing_page
from opsworthy.rules.shapes.evidence import either, made, shown, web_link
from opsworthy.rules.shapes.saving import within
from opsworthy.rules.shapes.statements import code_span
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW722",
    name="cost-dashboard-missing",
    summary="Cost Tracking links a dashboard of the costs, or says how to make one.",
    clauses=(
        "CPS-09",
        "CPV-07",
        "CPM-04",
    ),
    why="Whoever must log in to three consoles to see a number does not see it weekly.",
    fix="Link it, or give the steps or the filter that make it.",
    judge=topic(
        Topic(
            "cost-tracking",
            "cost dashboard",
            {
                "the address of one, or steps that make one": either(
                    within("dashboards", either(web_link, shown, made, code_span)), billing_page
                )
            },
            about=("dashboards",),
            questions=("budget.dashboard",),
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
