"""Nothing says which version to go back to."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.apart import outside_checks
from opsworthy.rules.shapes.evidence import command, either
from opsworthy.rules.shapes.section import within
from opsworthy.rules.shapes.statements import listed, shown
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW502",
    name="good-version-unidentified",
    summary="Rollback says how the last version that worked is found.",
    clauses=("RBS-26",),
    why="Rolling back to a version that is broken too turns one outage into two.",
    fix="Give the command that lists versions, such as `kubectl rollout history deployment/api -n shop` or `heroku releases`.",
    judge=topic(
        Topic(
            "rollback",
            "last good version",
            {
                "a command or a place that lists the versions": within(
                    "rollback", outside_checks(either(command("history", "version", part="last-good"), listed, shown))
                )
            },
            about=("last-good",),
        )
    ),
    profiles=("service", "library"),
    tier=2,
)
