"""An address of the web that leads nowhere."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    for document in (each for each in (subject.runbook, subject.cost_plan) if each):
        links = [each for each in reading(document).links if each.target.startswith(("http://", "https://"))]
        tried = subject.addresses
        if not links:
            yield not_applicable("there is no address of the web in it", document.location)
        elif tried is None:
            yield Verdict(State.NOT_RUN, "addresses are tried only with --addresses", links[0].location)
        else:
            told = [(each, tried[each.target]) for each in links if each.target in tried]
            yield from (broken(f"{each.target[:160]} leads nowhere: {why}", each.location) for each, why in told if why)
            if len(told) < len(links):
                silent = next(each for each in links if each.target not in tried)
                yield cannot_know(f"{len(links) - len(told)} addresses did not answer, or may not be tried", silent.location)
            elif not any(why for _, why in told):
                yield held(f"every address ({len(told)}) answers", links[0].location)
    if not subject.runbook and not subject.cost_plan:
        yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)


RULE = Rule(
    id="OW148",
    name="address-dead",
    summary="Addresses of the web lead to pages that are there, where somebody asks for them to be tried (`--addresses`).",
    clauses=("SRV-03",),
    why="A dashboard that moved and a page that is gone are found out at night otherwise.",
    fix="Correct the address, or take it out.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "library", "alert", "cost-plan"),
    needs="nothing",
)
