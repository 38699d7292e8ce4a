"""A change of the bar that those who write the documents are not told of."""

from opsworthy.records.improvement import Improvement
from opsworthy.rules.rule import Rule, Subject
from opsworthy.rules.shapes.improving import improvements
from opsworthy.text.regex import regex

_ADDRESS = regex(r"https?://[^\s/]+/\S+")


def _fault(change: Improvement, subject: Subject) -> str:
    told = change.instructions
    if not told:
        return "nothing names the instructions in which authors read of it"
    path = told.partition("#")[0]
    return "" if _ADDRESS.fullmatch(told) or path in subject.system.paths else f"there is no {path[:80]} in this repository"


RULE = Rule(
    id="OW908",
    name="instructions-unchanged",
    summary="Every change of the bar names the instructions that tell authors of it.",
    clauses=("CIM-10",),
    why="Whoever writes documents by yesterday's instructions breaks today's bar, and does so again tomorrow.",
    fix="Change the instructions of those who write the documents, people or agents, and name them in `instructions`.",
    judge=improvements(_fault, "the instructions that tell of it are named"),
    profiles=("service", "library", "cost-plan"),
    needs="nothing",
)
