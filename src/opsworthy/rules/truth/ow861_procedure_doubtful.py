"""The change under review altered what a procedure relies on, and left the procedure as it was."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Confidence, Related, Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.doubting.doubts import doubts
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook, since = document_for(subject, "deployment"), subject.since
    if since is None:
        yield Verdict(State.NOT_RUN, "it is asked only of a change (--changed-since)", runbook.location)
        return
    found = list(doubts(runbook, subject, since))
    for each in found:
        doubt, more = each.doubt, len(each.others)
        about = f"“{each.passage.title}”" + (f" and {more} more section{'s' if more > 1 else ''} are" if more else " is")
        told = f"{about} doubtful since {since.revision}: {doubt.why}, and {doubt.words}"
        related = [Related(doubt.place, f"changed since {since.revision}", change=True)]
        related += [Related(other.location, f"“{passage.title}” relies on it too") for passage, other in each.others]
        yield broken(told, doubt.location, related=tuple(related), confidence=Confidence.MEDIUM)
    if not found:
        yield held("nothing that it relies on was changed under it", runbook.location)


RULE = Rule(
    id="OW861",
    name="procedure-doubtful",
    summary="A change of what a procedure relies on also changes the procedure (asked with `--changed-since`).",
    clauses=("DOM-08", "REV-03", "CIM-06"),
    why="Who reviews the change knows best whether the procedure still holds; nobody does a month later.",
    fix="Look at the section beside the change: correct it, or touch its date if it still holds.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert"),
)
