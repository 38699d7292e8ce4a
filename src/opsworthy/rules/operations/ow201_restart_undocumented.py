"""Nothing says how the service is started, stopped and restarted."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import command
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
                "a command that starts it": command("start", "scale", "restart"),
                "a command that stops it": command("stop"),
                "a command that restarts it": command("restart"),
            },
            about=("lifecycle",),
        )
    ),
)
