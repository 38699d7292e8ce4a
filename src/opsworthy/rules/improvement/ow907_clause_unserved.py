"""A clause of an extension that nothing serves."""

from opsworthy.records.improvement import Improvement
from opsworthy.rules.rule import Rule, Subject
from opsworthy.rules.shapes.improving import improvements


def _fault(change: Improvement, _subject: Subject) -> str:
    return "" if change.served else "no rule, writer, rehearsal or review serves it"


RULE = Rule(
    id="OW907",
    name="clause-unserved",
    summary="Every clause that an organisation adds to the bar is served by something.",
    clauses=("CIM-09",),
    why="A clause that nothing judges is a wish: documents pass whether they heed it or not.",
    fix="Write a rule that names the clause under [[rules]], or say in `served` which review or record serves it.",
    judge=improvements(_fault, "it is written into the bar and something serves it"),
    profiles=("service", "library", "cost-plan"),
    needs="nothing",
)
