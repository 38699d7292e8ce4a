"""A date that says by itself that the page is old."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.freshness import PAGES, PRICES, of_the_whole
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    for document in (each for each in (subject.runbook, subject.cost_plan) if each):
        prices = document.kind == "cost-plan"
        latest = of_the_whole(document)
        if latest is None or latest.last is None or subject.today is None:
            yield not_applicable("it does not say how old it is", document.location)
        elif subject.today - latest.last > (PRICES if prices else PAGES):
            what = "its prices were last looked at" if prices else "it was last looked at"
            yield broken(f"by its own word {what} on {latest.written}, {_ago(subject, latest.last.toordinal())}", latest.location)
        else:
            yield held(f"it was looked at on {latest.written}", latest.location)
    if not subject.runbook and not subject.cost_plan:
        yield Verdict(State.NOT_RUN, "there is no document to look at", subject.anchor)


def _ago(subject: Subject, day: int) -> str:
    months = ((subject.today.toordinal() if subject.today else day) - day) // 30
    return f"more than {months // 12} years ago" if months >= 25 else "more than a year ago"


RULE = Rule(
    id="OW143",
    name="date-stale",
    summary="Prices were looked at within the last year, and the runbook within the last two.",
    clauses=("DQV-08", "CPM-06", "DOM-08"),
    why="Prices, versions and people change; what nobody has read for so long is believed at one's own risk.",
    fix="Read it through against the system as it is, mend what changed, and write today's date.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "library", "alert", "cost-plan"),
    needs="nothing",
)
