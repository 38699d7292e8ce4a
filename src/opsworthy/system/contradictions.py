"""The same thing said differently: both values and both places are kept."""

from collections.abc import Iterator
from posixpath import dirname

from opsworthy.facts.project import VariableDocumented, VariableRead
from opsworthy.system.dangling import dangling
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Contradiction, HealthEndpoint, Service
from opsworthy.system.network import Network
from opsworthy.system.port_conflicts import conflicts_of_ports
from opsworthy.text.location import Stated

_SWITCHES = frozenset({"0", "1"})


def contradictions_of(
    known: Known,
    groups: tuple[Group, ...],
    services: tuple[Service, ...],
    health: tuple[HealthEndpoint, ...],
    network: Network,
    folders: Folders,
) -> tuple[Contradiction, ...]:
    """Differences that cannot both be right. What differs between environments, or where one place deliberately sets what
    another leaves at its default, is none."""
    found = [
        *conflicts_of_ports(known, groups, network, folders),
        *_health_paths(services, health),
        *_defaults(known, folders),
        *dangling(known, groups),
    ]
    return tuple(dict.fromkeys(found))


def _health_paths(services: tuple[Service, ...], health: tuple[HealthEndpoint, ...]) -> Iterator[Contradiction]:
    """A probe asks a path whose last part no health route of the service's code has, where its code has any; what stands
    below such a route belongs to it: `/actuator/health/liveness`."""
    for service in services:
        routes = [each for each in health if each.service == service.name and each.role != "metrics"]
        ends = {_end(each.path) for each in health if each.service == service.name}
        above = tuple(f"{each.path.rstrip('/')}/" for each in routes if each.path.rstrip("/"))
        for probe in service.health:
            if (probe.path or "").startswith(above):
                continue
            if routes and probe.kind == "http" and probe.path and _end(probe.path) and _end(probe.path) not in ends:
                told = Stated(routes[0].path, routes[0].locations[0])
                yield Contradiction(service.name, "health path", (Stated(probe.path, probe.location), told))


def _end(path: str) -> str:
    return path.partition("?")[0].rstrip("/").rpartition("/")[2].lower()


def _defaults(known: Known, folders: Folders) -> Iterator[Contradiction]:
    """An example file and the code below it give one variable different numbers. Words and ports often differ on purpose."""
    reads: dict[str, list[VariableRead]] = {}
    for read in known.of(VariableRead):
        if read.default is not None:
            reads.setdefault(read.name, []).append(read)
    for documented in known.of(VariableDocumented):
        if documented.default is None or documented.name.endswith("PORT") or not _is_quantity(documented.default):
            continue
        below = [read for read in reads.get(documented.name, ()) if _is_below(read.location.path, documented.location.path)]
        values = {read.default for read in below}
        if len(values) == 1 and documented.default not in values and _is_quantity(below[0].default or ""):
            told = (Stated(documented.default, documented.location), Stated(below[0].default or "", below[0].location))
            subject = folders.service_of(below[0].location.path) or documented.name
            yield Contradiction(subject, f"default of {documented.name}", told)


def _is_quantity(text: str) -> bool:
    return text.isascii() and text.isdigit() and text not in _SWITCHES


def _is_below(path: str, beside: str) -> bool:
    folder = dirname(beside)
    return not folder or path.startswith(f"{folder}/")
