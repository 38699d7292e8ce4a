"""No dashboard is linked and nothing says how to make one."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import either, made, shown, way_to, web_link
from opsworthy.rules.shapes.statements import configuration
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW304",
    name="dashboard-missing",
    summary="Monitoring links a dashboard, or says how to make one.",
    clauses=("DOD-06", "RBS-16", "MOM-03", "RBV-12"),
    why="Looking for the right graph during an incident costs the minutes in which a look at it would have told the cause.",
    fix="Link the dashboard by its address, or give the steps or the file that create it.",
    judge=topic(
        Topic(
            "monitoring",
            "dashboard",
            {"the address of one, or steps that make one": either(web_link, shown, made, configuration, way_to)},
            about=("dashboards",),
            titled=True,
            questions=("monitoring.dashboard",),
        )
    ),
    tier=2,
)
