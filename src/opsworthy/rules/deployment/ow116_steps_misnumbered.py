"""Steps whose numbers do not count."""

from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.numbering import renumbered, runs
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    for document in (each for each in (subject.runbook, subject.cost_plan) if each):
        yield from _judge_one(document)
    if not subject.runbook and not subject.cost_plan:
        yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)


def _judge_one(document: Document) -> Iterator[Verdict]:
    found = runs(document)
    wrong = [(run, run.wrong) for run in found if run.wrong]
    for run, at in wrong:
        if at:
            numbers = ", ".join(str(number) for number, _ in run.numbers[:12])
            yield broken(f"the steps are numbered {numbers}", at[1], patch=renumbered(run))
    if found and not wrong:
        yield held(f"the numbers of {len(found)} lists of steps count through", found[0].numbers[0][1])
    if not found:
        yield not_applicable("no steps are numbered", document.location)


RULE = Rule(
    id="OW116",
    name="steps-misnumbered",
    summary="The numbers of steps count through, as they are written.",
    clauses=("RBS-04", "RBS-27", "DOM-05"),
    why="“Go back to step 3” is read over the telephone from the file, where two steps may carry that number or none.",
    fix="Number the steps 1, 2, 3 …, or write 1. before each; look whether a step has been lost where a number is missing.",
    judge=judge,
    profiles=("service", "page", "alert", "library", "cost-plan"),
    fixable=True,
    needs="nothing",
)
