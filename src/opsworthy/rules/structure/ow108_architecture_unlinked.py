"""architecture.md or plan.md stands beside the runbook, and the runbook does not say so."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.link import resolves_to
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable

KINDS = ("architecture", "plan")
_DOCUMENTS = frozenset(["doc", "docs", "documentation", "architecture", "design"])
_APART = frozenset(["examples", "example", "samples", "demo", "demos", "templates", "test", "tests"])


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "deployment")
    beside = [each for each in subject.system.documents if each.kind in KINDS and _is_of(each.path, runbook.path)]
    for artifact in beside:
        linked = [each for each in reading(runbook).links if resolves_to(subject.system, runbook, each, artifact.path)]
        if linked:
            yield held(f"{artifact.path} is linked", linked[0].location)
        else:
            yield broken(f"{artifact.path} exists and is not linked", runbook.location)
    if not beside:
        yield not_applicable("the repository has no architecture.md and no plan.md", runbook.location)


def _is_of(artifact: str, runbook: str) -> bool:
    """Whether a document is about what the runbook is about: it stands in the runbook's folder or above it; a folder for
    documents counts as the folder it stands in."""
    folders = list(PurePosixPath(artifact).parts[:-1])
    while folders and folders[-1].lower() in _DOCUMENTS:
        folders.pop()
    there = PurePosixPath(runbook).parts[:-1]
    return tuple(folders) == there[: len(folders)] and (bool(folders) or not _APART & {each.lower() for each in there})


RULE = Rule(
    id="OW108",
    name="architecture-unlinked",
    summary="The runbook links architecture.md and plan.md where they exist.",
    clauses=("DOD-13", "RBV-16", "CCV-04", "DOM-07"),
    why="How the parts hang together stands there; an operator who must guess it guesses wrong.",
    fix="Add a link near the top, such as `See [the architecture](architecture.md) and [the plan](plan.md)`.",
    judge=judge,
    profiles=("service", "library"),
)
