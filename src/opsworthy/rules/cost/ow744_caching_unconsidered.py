"""Nobody asks what need not be computed twice."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.money import weighed
from opsworthy.rules.shapes.saving import considered, saving
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW744",
    name="caching-unconsidered",
    summary="Optimization Opportunities says what could be cached, or why nothing.",
    clauses=("CPS-23",),
    why="A cache is often the cheapest server.",
    fix="Name what could be cached, where, and what that would spare.",
    judge=topic(
        Topic(
            "optimization",
            "caching",
            {"what could be cached and what that would spare": saving("caching", weighed, considered)},
            about=("caching",),
            may_decline=True,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
