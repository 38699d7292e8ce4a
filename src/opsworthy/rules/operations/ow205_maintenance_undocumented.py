"""Nothing says what upkeep the service needs."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.apart import elsewhere_than
from opsworthy.rules.shapes.evidence import serious
from opsworthy.rules.shapes.foreign import foreign
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.text.location import Location


def _upkeep(passage: Passage) -> Location | None:
    """Any command but one that looks at something else than this system."""
    return next((each.location for each in passage.commands if serious(each) and not foreign(passage, each)), None)


RULE = Rule(
    id="OW205",
    name="maintenance-undocumented",
    summary="Operations gives the commands of the recurring upkeep: backups, cleaning, caches, migrations.",
    clauses=("DOD-05", "RBS-12"),
    why="Upkeep that stands nowhere is done by the one person who remembers, until that person is away.",
    fix="Name each task, how often it is due, and its command; where there is none, say so and why.",
    judge=topic(
        Topic(
            "operations",
            "maintenance tasks",
            {"a command of a maintenance task": elsewhere_than(_upkeep, "secrets", "rollback")},
            about=("maintenance",),
            titled=True,
            may_decline=True,
        )
    ),
    tier=2,
)
