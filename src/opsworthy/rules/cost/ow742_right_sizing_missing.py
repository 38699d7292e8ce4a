"""Nobody asks whether it is too large."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import either
from opsworthy.rules.shapes.money import measured
from opsworthy.rules.shapes.saving import reckoned, resized, saving
from opsworthy.rules.shapes.topic import Topic, topic

RULE = Rule(
    id="OW742",
    name="right-sizing-missing",
    summary="Optimization Opportunities says what could be made smaller, measured by what.",
    clauses=(
        "CPS-21",
        "CPV-12",
    ),
    why="Most machines were sized on the day of fear before the launch.",
    fix="Name the component, its size, what it uses, and the size that would do.",
    judge=topic(
        Topic(
            "optimization",
            "right-sizing",
            {
                "a component with its size or use, or the command that measures it": either(
                    saving("right-sizing", measured, reckoned), resized
                )
            },
            about=("right-sizing",),
            may_decline=True,
        )
    ),
    profiles=("cost-plan",),
    needs="cost-plan",
)
