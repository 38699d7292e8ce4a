"""Two documents of the repository say different things of the same."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Confidence, Related, Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.contradicting.contradictions import contradictions
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    own = subject.runbook or subject.cost_plan
    if own is None and not subject.others:
        yield not_applicable("there is no document to compare", subject.anchor)
        return
    found = list(contradictions(subject))
    for each in found:
        other = each.others[0]
        told = f"{each.said.words} is {each.said.shown} here and {other.shown} in {other.location.path}"
        related = tuple(Related(said.location, f"{said.words} is {said.shown}") for said in each.others[:4])
        yield broken(told, each.said.location, related=related, confidence=Confidence.MEDIUM)
    if not found:
        yield held("no other document of the repository says otherwise", own.location if own else subject.anchor)


RULE = Rule(
    id="OW862",
    name="documents-contradict",
    summary="What a document says of a port, a period, an objective, a threshold or a version, no other document says otherwise.",
    clauses=("REV-03", "DOM-08"),
    why="Whoever reads one of the two does the wrong thing, and nobody can tell which one.",
    fix="Find out which one is true, say it in one place, and link there from the other.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service",),
    needs="nothing",
)
