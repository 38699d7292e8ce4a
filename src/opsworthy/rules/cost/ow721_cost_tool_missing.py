"""Nothing says where the bill is seen."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import command, either, web_link
from opsworthy.rules.shapes.money import tool_linked, tool_named
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW721",
    name="cost-tool-missing",
    summary="Cost Tracking names the tool that shows the costs, with its address or command.",
    clauses=(
        "CPS-08",
        "CPM-04",
        "CPV-07",
    ),
    why="Costs that are looked up by hand are looked up once.",
    fix="Name the tool and give its address or command, such as AWS Cost Explorer with the filter that shows this system.",
    judge=topic(
        Topic(
            "cost-tracking",
            "tool for tracking costs",
            {"a tool with its address, its command or its filter": either(web_link, tool_linked, command("cost"), tool_named)},
            about=("cost-tools",),
            questions=("budget.dashboard",),
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
