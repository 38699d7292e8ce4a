"""A secret is replaced, and nobody looks whether the new one works."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.rotation import in_steps, rotations, verified
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "secrets")
    found = rotations(document)
    if not found:
        yield Verdict(State.NOT_RUN, "no procedure stores a new value; rotation-missing asks for one", document.location)
    for passage in found:
        shown = verified(passage)
        if not in_steps(passage):
            yield broken(f"the rotation under “{passage.title}” is one command, without the steps around it", passage.location)
        elif shown:
            yield held("the rotation ends with a look at what it changed", shown)
        else:
            yield broken(f"nothing after the new value under “{passage.title}” shows that it works", passage.location)


RULE = Rule(
    id="OW610",
    name="rotation-unverified",
    summary="The rotation of a secret is told in steps, and after the new value is stored a step shows that it works.",
    clauses=("SMS-05", "SMM-03", "SMV-03"),
    why="A value that was stored and is not read yet fails at the next restart, when nobody thinks of it.",
    fix="Add the steps: store the new value, restart what reads it, then a command that shows that it works, and what to see.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page"),
    tier=2,
)
