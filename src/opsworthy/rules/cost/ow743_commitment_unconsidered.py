"""Nobody asks whether a commitment pays."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import weighed
from opsworthy.rules.shapes.saving import considered, saving
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW743",
    name="commitment-unconsidered",
    summary="Optimization Opportunities weighs reserved capacity or another commitment, or says why none.",
    clauses=("CPS-22",),
    why="What runs all year at the hourly price is paid a third too dear.",
    fix="Say what a commitment would save and from which use on, or that the platform offers none.",
    judge=topic(
        Topic(
            "optimization",
            "commitments",
            {"what a commitment would save, or on which condition": saving("commitment", weighed, considered)},
            about=("commitment",),
            may_decline=True,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
