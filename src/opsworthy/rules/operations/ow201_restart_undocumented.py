"""Nothing says how the service is started, stopped and restarted."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import command, either
from opsworthy.rules.shapes.lifecycle import under_its_name
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW201",
    name="restart-undocumented",
    summary="Operations gives the commands that start, stop and restart the service.",
    clauses=("DOD-05", "RBS-08", "RBM-06"),
    why="A restart is the first thing tried in most incidents, and stopping is what limits the damage in the worst.",
    fix="Give one command for each, such as `kubectl rollout restart deployment/api -n shop` or `heroku ps:restart -a shop`.",
    judge=topic(
        Topic(
            "operations",
            "start, stop and restart",
            {
                "a command that starts it": either(command("start", "scale", "restart"), under_its_name("start")),
                "a command that stops it": either(command("stop"), under_its_name("stop")),
                "a command that restarts it": either(command("restart"), under_its_name("restart")),
            },
            about=("lifecycle",),
        )
    ),
)
