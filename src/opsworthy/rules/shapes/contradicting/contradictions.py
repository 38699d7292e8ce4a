"""Contradictions: two documents that give the same thing of the same attribute different values."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from opsworthy.documents.document import Document
from opsworthy.documents.parse import parse
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.contradicting.lines import of_steps
from opsworthy.rules.shapes.contradicting.pipelines import of_pipelines
from opsworthy.rules.shapes.contradicting.said import Said
from opsworthy.rules.shapes.contradicting.statement import stated
from opsworthy.rules.shapes.contradicting.words import dated, past, telling
from opsworthy.rules.shapes.secret_owed import project_of
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Source

_MOST = 60
"""Documents of a kind that are read: of a collection of thousands, its first are enough to show that it contradicts itself."""
_DOCUMENTS = frozenset(
    ["doc", "docs", "documentation", "ops", "operations", "playbook", "playbooks", "runbook", "runbooks", "wiki"]
)
_EVERYWHERE = frozenset(["namespace"])
"""What does not depend on what a document is about: its things have names of their own."""
_OF_ALL = frozenset(["rto", "rpo", "target"])
"""What a page for one incident says of that incident alone."""
_ORDERED = ("needed version", "version")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a judged document says, and what others say of the same."""

    said: Said
    others: tuple[Said, ...]


def further(subject: Subject) -> Iterator[Document]:
    """The other documents of the repository that describe the same system: those that are judged too, its README, and what stands
    in it under a telling name."""
    known = {each.path for each in (subject.runbook, subject.cost_plan) if each}
    for each in subject.others[:_MOST]:
        if each.path not in known and not _past(each.path):
            known.add(each.path)
            yield each
    read = subject.text_of
    paths = sorted(
        (path for path in subject.system.paths if path not in known and _tells(path)), key=lambda each: (each.count("/"), each)
    )
    for path in paths[:_MOST] if read else ():
        text = read(path) if read else None
        if text:
            yield parse(Source(path, text), "runbook")


def _tells(path: str) -> bool:
    place = PurePosixPath(path.lower())
    return place.suffix in (".md", ".markdown") and not _past(path) and bool(telling().search(place.stem))


def _past(path: str) -> bool:
    place = PurePosixPath(path.lower())
    return bool(past() & set(place.parts)) or bool(dated().search(place.stem))


def _whole(document: Document, own: list[Document]) -> bool:
    """Whether a document is about the system as a whole, not about one thing that happens to it."""
    place = PurePosixPath(document.path.lower())
    if document in own or "disaster" in place.stem:
        return True
    return bool(telling().search(place.stem)) and not {"runbooks", "playbooks", "alerts"} & set(place.parts)


def _scope(path: str, system: System) -> str:
    """What a document is about: the project that it stands in, or the folder that a README or a folder of documents describes."""
    parts = path.lower().split("/")[:-1]
    inside = next((at for at, part in enumerate(parts) if part in _DOCUMENTS), len(parts))
    return f"{project_of(path, system.paths)} {'/'.join(parts[:inside])}"


def contradictions(subject: Subject) -> Iterator[Contradiction]:
    """Each thing of which documents of one project say different values, at the first document that is judged."""
    own = [each for each in (subject.runbook, subject.cost_plan) if each]
    documents = [*own, *further(subject)]
    judged = {each.path for each in (*own, *subject.others)}
    by_key: dict[tuple[str, str, str, str], list[Said]] = {}
    for document in documents:
        project, whole = _scope(document.path, subject.system), _whole(document, own)
        for about, each in stated(document).items():
            if about[0] in _OF_ALL and not whole:
                continue
            by_key.setdefault((*about, "" if about[0] in _EVERYWHERE else project), []).append(each.said)
    for step in of_steps(subject.system) if by_key else ():
        by_key.setdefault((step.attribute, step.thing, step.environment, ""), []).append(step)
    for key, said in by_key.items():
        first = next((each for each in said if each.location.path in judged), None)
        others = tuple(each for each in said if first and _differs(key[0], first, each))
        if first and others and not _settled(subject.system, first, others):
            yield Contradiction(first, others)
    for document in documents:
        if document.path in judged and not _past(document.path):
            yield from (Contradiction(*each) for each in of_pipelines(document, subject.system))


def _differs(attribute: str, one: Said, other: Said) -> bool:
    if attribute in _ORDERED:
        first, second = one.value.split("."), other.value.split(".")
        return any(a != b for a, b in zip(first, second, strict=False))
    return one.value != other.value


def _settled(system: System, one: Said, others: tuple[Said, ...]) -> bool:
    """Whether both values may be true: those that the repository has, as of two clusters; and ports, of which most programs have
    one inside and one outside, unless the repository knows the one and not the other."""
    values = _PLACES.get(one.attribute)
    if values is None:
        return False
    known = values(system)
    here, there = one.value in known, all(each.value in known for each in others)
    return here == there if one.attribute == "port" else here and there


def _ports(system: System) -> frozenset[str]:
    every = (container.ports for service in system.services for container in service.containers)
    numbers = {str(port.number) for ports in every for port in ports} | {
        str(port.number) for each in system.services for port in each.ports
    }
    targets = {port.target for each in system.services for port in each.ports if port.target}
    return frozenset(numbers | targets)


def _namespaces(system: System) -> frozenset[str]:
    placed = (each.namespace for service in system.services for each in service.placements)
    return frozenset(each for each in (*placed, *(each.namespace for each in system.environments)) if each)


_PLACES: dict[str, Callable[[System], frozenset[str]]] = {"port": _ports, "namespace": _namespaces}
