"""The value of a secret stands in the document."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Confidence, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.exposure import exposures
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    for document in (each for each in (subject.runbook, subject.cost_plan) if each):
        found = exposures(document)
        for each in found:
            confidence = Confidence.HIGH if each.certain else Confidence.MEDIUM
            yield broken(f"{each.kind} stands here for all to read", each.location, confidence=confidence)
        if not found:
            yield held("no line shows the value of a secret", document.location)
    if not subject.runbook and not subject.cost_plan:
        yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)


RULE = Rule(
    id="OW605",
    name="secret-exposed",
    summary="No secret value stands in a document: no token, no private key, no password in an address.",
    clauses=("SRV-05", "SMM-01", "SMS-08"),
    why="Whatever was committed once is known; whoever reads the repository has what the value opens.",
    fix="Rotate the secret now, then put its name in the place of its value; history keeps what was committed.",
    judge=judge,
    profiles=("service", "page", "library", "cost-plan", "report"),
    needs="nothing",
)
