"""Nothing says how the logs are read."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.evidence import command
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.text.location import Location

_logs = command("logs", part="logs")


def _shown(passage: Passage) -> Location | None:
    """A bare `heroku logs` in the words that lead to what lines of the log mean is no way to read them."""
    led = not passage.section and means(passage.title, "log-lines") and all(len(each.words) < 3 for each in passage.commands)
    return None if led else _logs(passage)


RULE = Rule(
    id="OW203",
    name="logs-unreachable",
    summary="Operations gives a command that shows the logs.",
    clauses=("DOD-05", "RBS-10", "RBV-09"),
    why="Where the logs are and how to filter them is the knowledge that a stranger lacks first.",
    fix="Give a command with its filter, such as `kubectl logs -n shop -l app=api --since=1h | grep ERROR`.",
    judge=topic(Topic("operations", "logs", {"a command that shows them": _shown}, about=("logs",))),
)
