"""An alert that does not say what it means."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related, Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.alarm import alarms, silent, unmeant
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "monitoring")
    inside = regions(document, "monitoring")
    rows = [each for each in alarms(document) if each.meaning is not None]
    mute = [each for each in rows if not each.meant]
    for each in mute:
        yield broken(f"“{each.name[:60]}” does not say what it means", each.location)
    dark = unmeant(document)
    for signal in dark:
        yield broken(f"“{signal.name[:60]}” does not say what it means, as others here do", signal.location)
    unsaid = silent(document, subject.system.alerts)
    where = inside[0].location if inside else document.location
    if unsaid:
        names = ", ".join(each.name[:60] for each in unsaid[:3]) + (f" and {len(unsaid) - 3} more" if len(unsaid) > 3 else "")
        related = tuple(Related(each.location, f"{each.name[:60]} is declared here") for each in unsaid[:3])
        told = f"neither the rule files nor the runbook say what {names} means or what to do"
        yield broken(told, where, related=related)
    if not mute and not dark and not unsaid and (rows or subject.system.alerts):
        yield held("each alert says what it means", rows[0].location if rows else where)
    elif not mute and not dark and not unsaid:
        yield Verdict(State.NOT_RUN, "no alert is declared or listed", document.location)


RULE = Rule(
    id="OW308",
    name="alert-without-meaning",
    summary="Every alert says what it means, in the runbook or beside its rule.",
    clauses=("MOM-07",),
    why="A name such as HighLatency repeats the condition; what it means for users is what decides how fast to act.",
    fix="Add the meaning in the table, or a `description` and a `runbook_url` to the rule's annotations.",
    judge=judge,
    severity=Severity.WARNING,
    tier=2,
)
