"""A change of the bar that does not show what it changes in a document."""

from opsworthy.records.improvement import Improvement
from opsworthy.rules.rule import Rule, Subject
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.improving import improvements

_LEAST = 3


def _fault(change: Improvement, _subject: Subject) -> str:
    missing = [word for word, told in (("before", change.before), ("after", change.after)) if marks.count_words(told) < _LEAST]
    if missing:
        return f"nothing shows a document {' and '.join(missing)} it"
    return "the examples before and after it are the same" if change.before.split() == change.after.split() else ""


RULE = Rule(
    id="OW906",
    name="change-without-example",
    summary="Every change of the bar shows a document before it and after it.",
    clauses=("CIM-08",),
    why="Without an example every author guesses what the new rule wants, each in another way.",
    fix="Add `before` and `after`, a few lines of a document each, to the entry of the extension.",
    judge=improvements(_fault, "a document before and after it is shown"),
    profiles=("service", "library", "cost-plan"),
    needs="nothing",
)
