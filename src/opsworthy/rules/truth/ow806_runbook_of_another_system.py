"""A runbook that was written for another system."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Confidence, Related
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.identity import strangers
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable

_MOST = 3


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "deployment")
    found = strangers(subject.system, reading(runbook))
    if not found.named:
        yield not_applicable("no command names a workload, an app, a host or an image", runbook.location)
    elif found.known:
        yield held(f"the runbook speaks of {found.known}, as the repository does", found.named[0][1])
    elif not found.here:
        yield cannot_know("no file of the repository says what the system is called where it runs", runbook.location)
    elif not found.enough:
        yield cannot_know("its commands name too little to tell one system from another", found.named[0][1])
    else:
        told = f"the commands name {_list([name for name, _ in found.named])}, and nothing of that is in this repository"
        there = _list([name for name, _ in found.here])
        related = tuple(Related(places[0], f"{name} is declared here") for name, places in found.here[:_MOST] if places)
        yield broken(f"{told}; here are {there}", found.named[0][1], related=related, confidence=Confidence.MEDIUM)


def _list(names: list[str]) -> str:
    shown = ", ".join(name[:60] for name in names[:_MOST])
    return f"{shown} and {len(names) - _MOST} more" if len(names) > _MOST else shown


RULE = Rule(
    id="OW806",
    name="runbook-of-another-system",
    summary="The commands of the runbook name something that the repository has, such as a workload, a namespace or an app.",
    clauses=("REV-03", "REV-04", "DOM-05"),
    why="Commands that were copied from another project fail here, or change that other project.",
    fix="Write the names of this system into the commands, or say in the runbook which repository it belongs to.",
    judge=judge,
    profiles=("service",),
)
