"""An alert, and nothing says what to do about it."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.alarm import alarms, alerting, unanswerable
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "monitoring")
    rows = [each for each in alarms(document) if each.action is not None]
    idle = [each for each in rows if not each.acted]
    for each in idle:
        yield broken(f"nothing says what to do when “{each.name[:60]}” fires", each.location)
    left = unanswerable(document)
    if left:
        names = ", ".join(f"“{each.name[:40]}”" for each in left[:3])
        names += f" and {len(left) - 3} more" if len(left) > 3 else ""
        verb = "fires" if len(left) == 1 else "fire"
        yield broken(f"nothing says what to do when {names} {verb}", left[0].location)
    if idle or left:
        return
    every = [*(each.location for each in rows), *(each.location for each in alerting(document))]
    if every:
        yield held(f"each of {len(every)} alerts says what to do", every[0])
    else:
        yield Verdict(State.NOT_RUN, "no alert is listed", document.location)


RULE = Rule(
    id="OW307",
    name="alert-without-action",
    summary="Every alert that the runbook lists says what to do when it fires.",
    clauses=("MOM-07", "RBS-15"),
    why="An alert without an action trains people to wait until it goes away.",
    fix="Add a column “What to do” with a command or a link to the issue in Troubleshooting; drop an alert that needs no action.",
    judge=judge,
    tier=2,
)
