"""Nothing says how to get more of it, or what the autoscaler does."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.apart import outside
from opsworthy.rules.shapes.evidence import command
from opsworthy.rules.shapes.scaling import bounds_owed, nothing_to_scale
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW204",
    name="scaling-undocumented",
    summary="Operations gives the command that scales by hand and, where there is an autoscaler, its bounds.",
    clauses=("DOD-05", "RBS-11", "RBV-10"),
    why="Scaling by hand what an autoscaler governs is undone within a minute, unless one knows the bounds.",
    fix="Give the command, such as `kubectl scale deployment/api -n shop --replicas=5`, and the autoscaler's least and most.",
    judge=topic(
        Topic(
            "operations",
            "scaling",
            {
                "a command that scales by hand": outside(
                    command("scale", "autoscale", part="scaling"), "lifecycle", keep="scaling"
                )
            },
            about=("scaling",),
            may_decline=True,
            unless=nothing_to_scale,
            also=bounds_owed,
        )
    ),
    tier=2,
)
