"""The steps for a leaked secret leave something out."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.rotation import emergencies, undone
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "secrets")
    found = emergencies(document)
    lacking = undone(found) if found else ()
    if not found:
        yield Verdict(State.NOT_RUN, "there are no steps for a leak; emergency-rotation-missing asks for them", document.location)
    elif lacking:
        yield broken(f"the steps for a leaked secret leave out {', '.join(lacking)}", found[0].location)
    else:
        yield held("revoke, replace, restart, look, tell: all are there", found[0].location)


RULE = Rule(
    id="OW621",
    name="emergency-rotation-incomplete",
    summary="The steps for a leaked secret revoke it, replace it, restart what reads it, look who used it and say whom to tell.",
    clauses=("SMS-06", "SMV-05"),
    why="A secret that was replaced and not revoked still opens what it opened.",
    fix="Add the steps that are named, in the order in which they are done.",
    judge=judge,
    severity=Severity.WARNING,
    tier=2,
)
