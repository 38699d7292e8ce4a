"""A command names something that the repository does not have."""

from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.findings.patch import Patch
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.claim import Stray, declared, known_names, strays
from opsworthy.rules.shapes.naming import only_near, renamed
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "deployment")
    if not any(known_names(subject.system).values()):
        yield not_applicable("the repository declares no workloads, namespaces or secrets by name", runbook.location)
        return
    seen: set[tuple[str, str]] = set()
    found = tuple(strays(subject.system, reading(runbook)))
    for stray in found:
        if (stray.kind, stray.name) not in seen:
            seen.add((stray.kind, stray.name))
            meant = f"; did you mean {stray.near}?" if stray.near else ""
            told = f"no file declares the {stray.kind} {stray.name}{meant}"
            yield broken(told, stray.location, related=stray.related, patch=_patch(subject, runbook, stray, found))
    if not any(command.targets for command in reading(runbook).commands):
        yield not_applicable("no command names a workload, a namespace or a secret", runbook.location)
    elif not seen:
        yield held("every workload, namespace and secret that a command names is declared", runbook.location)


def _patch(subject: Subject, runbook: Document, stray: Stray, every: tuple[Stray, ...]) -> Patch | None:
    near = only_near(stray.name, declared(subject.system, stray.kind))
    places = [each.location for each in every if (each.kind, each.name) == (stray.kind, stray.name)]
    return renamed(reading(runbook), stray.name, near, places) if near else None


RULE = Rule(
    id="OW801",
    name="target-unknown",
    summary="Every workload, namespace and secret that a command names is declared in the repository.",
    clauses=("REV-03", "DOM-05", "DOM-08", "DOD-03"),
    why="A command with the wrong name fails when it is needed, or, worse, hits something else.",
    fix="Correct the name, or declare what is missing; the related place shows what is there.",
    judge=judge,
    profiles=("service", "page"),
    fixable=True,
)
