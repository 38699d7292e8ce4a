"""A value that the author meant to fill in."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.placeholder import placeholders
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    for document in (each for each in (subject.runbook, subject.cost_plan) if each):
        found = placeholders(document)
        for written, place in found:
            yield broken(f"`{written}` was never filled in, and nothing says what stands there", place)
        if not found:
            yield held("every example has real values", document.location)
    if not subject.runbook and not subject.cost_plan:
        yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)


RULE = Rule(
    id="OW106",
    name="placeholder-left",
    summary="Examples have real values; what a reader must choose is explained by an example.",
    clauses=("DOD-15", "DQV-02", "DOM-02"),
    why="Whoever knows what belongs into `<your-app>` does not need the page.",
    fix="Write the real name. For what is only known at the time (a pod, a revision, a password) show how it is found.",
    judge=judge,
    profiles=("service", "library", "cost-plan"),
    needs="nothing",
)
