"""A value that the author meant to fill in."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Confidence, Related, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.placeholder import Placeholder, placeholders
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    for document in (each for each in (subject.runbook, subject.cost_plan) if each):
        found = placeholders(document, subject.system, subject.profile)
        for each in found:
            yield _left(each)
        if not found:
            yield held("every example has real values", document.location)
    if not subject.runbook and not subject.cost_plan:
        yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)


def _left(found: Placeholder) -> Verdict:
    told = (
        "is used in a command, and nothing sets it or says what it holds"
        if found.variable
        else ("was never filled in, and nothing says what stands there")
    )
    more = tuple(Related(place, f"`{found.name}` again") for place in found.places[1:])
    confidence = Confidence.HIGH if found.unwritten else Confidence.MEDIUM
    return broken(f"`{found.name}` {told}", found.places[0], related=more, confidence=confidence)


RULE = Rule(
    id="OW106",
    name="placeholder-left",
    summary="Examples have real values; what a reader must choose is explained by an example.",
    clauses=("DOD-15", "DQV-02", "DOM-02"),
    why="Whoever knows what belongs into `<your-app>` does not need the page.",
    fix="Write the real name. For what is only known at the time (a pod, a revision, a password) show how it is found.",
    judge=judge,
    profiles=("service", "page", "library", "alert", "cost-plan"),
    needs="nothing",
)
