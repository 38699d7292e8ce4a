"""Nothing says where logs are collected and searched."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.apart import elsewhere_than
from opsworthy.rules.shapes.evidence import command, either, web_link
from opsworthy.rules.shapes.statements import asks_collected_logs, code_span
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW306",
    name="log-search-undocumented",
    summary="The runbook names the place where logs are collected, with an address or a query.",
    clauses=("RBS-18", "MOM-06"),
    why="The log of one process shows one process; what went wrong across them is found where all logs come together.",
    fix="Give the address of the log search and one query that works, or the command that reads the collected logs.",
    judge=topic(
        Topic(
            "monitoring",
            "log aggregation and search",
            {
                "an address, a query or a command that searches them": either(
                    web_link,
                    asks_collected_logs,
                    elsewhere_than(either(command("logs", part="aggregation"), code_span), "operations", "troubleshooting"),
                )
            },
            about=("aggregation",),
            titled=True,
            questions=("monitoring.logs",),
            may_decline=True,
        )
    ),
    tier=2,
)
