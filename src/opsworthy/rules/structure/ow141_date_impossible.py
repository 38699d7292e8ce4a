"""A date that cannot be."""

from collections.abc import Iterator
from datetime import timedelta

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.dates import stated
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    for document in (each for each in (subject.runbook, subject.cost_plan) if each):
        dates = stated(document)
        wrong = False
        for each in dates:
            if each.first is None:
                wrong = True
                yield broken(f"{each.written} is a day that no calendar has", each.location)
            elif subject.today and each.first > subject.today + timedelta(days=1):
                wrong = True
                yield broken(f"{each.written} lies in the future, so nothing was looked at on it yet", each.location)
        if dates and not wrong:
            yield held("the dates that it states can be", dates[0].location)
        if not dates:
            yield not_applicable("it states no date of an update, a review or a price", document.location)
    if not subject.runbook and not subject.cost_plan:
        yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)


RULE = Rule(
    id="OW141",
    name="date-impossible",
    summary="Dates of updates, reviews and prices are days that have been.",
    clauses=("DQV-08", "CPM-06"),
    why="A date that cannot be was typed, not looked up, and nobody knows how old the page is.",
    fix="Write the day on which somebody last looked, as in 2026-01-15.",
    judge=judge,
    profiles=("service", "page", "library", "alert", "cost-plan"),
    needs="nothing",
)
