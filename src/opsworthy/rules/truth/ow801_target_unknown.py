"""A command, a table or a text names something that the repository does not have."""

from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import State
from opsworthy.findings.patch import Patch
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.claim import Stray, declared, known_names, strays
from opsworthy.rules.shapes.claiming.answering.names import is_put_together
from opsworthy.rules.shapes.claiming.judging import claimed
from opsworthy.rules.shapes.claiming.page import page_of
from opsworthy.rules.shapes.naming import only_near, renamed
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.verdict import broken, held, not_applicable

_ALL = claimed(
    "names of the cluster", "namespace", "workload", "service", "configmap", "secret", "autoscaler", "ingress", "volume", "name"
)  # fmt: skip


def judge(subject: Subject) -> Iterator[Verdict]:
    """Names in commands by the stricter reading first; then what tables and texts say, and the kinds that only claims know."""
    every = list(_ALL(subject))
    told = [each for each in every if each.state is State.BROKEN]
    fine = [each for each in every if each.state is State.HELD]
    document = subject.runbook
    if document is None or not any(known_names(subject.system).values()):
        at = document.location if document else subject.anchor
        yield from told or fine or [not_applicable("the repository declares no workloads, namespaces or secrets by name", at)]
        return
    found = tuple(each for each in strays(subject.system, reading(document)) if not is_put_together(each.name, page_of(document)))
    seen: set[tuple[str, str]] = set()
    for stray in found:
        if (stray.kind, stray.name) not in seen:
            seen.add((stray.kind, stray.name))
            meant = f"; did you mean {stray.near}?" if stray.near else ""
            words = f"no file declares the {stray.kind} {stray.name}{meant}"
            yield broken(words, stray.location, related=stray.related, patch=_patch(subject, document, stray, found))
    names = {name for _, name in seen}
    rest = [each for each in told if not any(f" {name}" in f"{each.message} " for name in names)]
    yield from rest
    if seen or rest:
        return
    if not any(command.targets for command in reading(document).commands):
        yield from fine or [not_applicable("no command names a workload, a namespace or a secret", document.location)]
    else:
        alone = (each.message.partition("; ")[2] for each in fine if each.message.endswith(" only"))
        words = "; ".join(("every workload, namespace and secret that a command names is declared", *alone))
        yield held(words, document.location)


def _patch(subject: Subject, document: Document, stray: Stray, every: tuple[Stray, ...]) -> Patch | None:
    near = only_near(stray.name, declared(subject.system, stray.kind))
    places = [each.location for each in every if (each.kind, each.name) == (stray.kind, stray.name)]
    return renamed(reading(document), stray.name, near, places) if near else None


RULE = Rule(
    id="OW801",
    name="target-unknown",
    summary="Every workload, namespace, config map and secret that the document names is declared in the repository.",
    clauses=("REV-03", "DOM-05", "DOM-08", "DOD-03"),
    why="A command with the wrong name fails when it is needed, or, worse, hits something else.",
    fix="Correct the name, or declare what is missing; the related place shows what is there.",
    judge=judge,
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
