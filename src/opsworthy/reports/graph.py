"""The dependency graph of a system as boxes and arrows, whatever draws them."""

from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """One thing: `shape` is service, job, datastore or outside; `note` is the small print below its name."""

    name: str
    shape: str
    note: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """`source` needs `target`, and why."""

    source: str
    target: str
    because: str


@dataclass(frozen=True, slots=True)
class Graph:
    """`waves` are the boxes in deployment order: each needs only those of earlier waves, but in a cycle."""

    title: str
    waves: tuple[tuple[Box, ...], ...]
    arrows: tuple[Arrow, ...]


_ENDING = frozenset({"job", "scheduled-job", "release-task"})


def graph_of(system: System) -> Graph:
    """Services and datastores with what they need; outside services that something of the system is known to use come first."""
    boxes = {each.name: Box(each.name, "datastore", _small(each.engine, each.version)) for each in system.datastores}
    for service in system.services:
        ports = ", ".join(f":{port.number}" for port in service.ports[:3])
        shape = "job" if service.kind in _ENDING else "service"
        boxes[service.name] = Box(service.name, shape, _small(service.kind, ports))
    known = {*boxes}
    outside = [each for each in system.third_parties if set(each.used_by) & known and each.product not in known]
    arrows = [
        Arrow(each.name, edge.name, edge.because) for each in system.services for edge in each.depends_on if edge.name in known
    ]
    arrows += [
        Arrow(name, each.product, "its code or its settings use it") for each in outside for name in each.used_by if name in known
    ]
    waves = [tuple(boxes[name] for name in wave if name in boxes) for wave in system.deployment_order()]
    first = tuple(Box(each.product, "outside", each.kind) for each in outside)
    return Graph(system.name, tuple(wave for wave in (first, *waves) if wave), tuple(arrows))


def _small(*words: str | None) -> str:
    return " ".join(word for word in words if word)
