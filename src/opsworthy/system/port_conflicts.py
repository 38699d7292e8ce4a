"""Ports that do not fit together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from posixpath import basename, dirname

from opsworthy.facts.ports import number
from opsworthy.facts.workloads import Container, ImageBuilt, NetworkService, Port, Workload
from opsworthy.system.folders import Folders, image_of
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Contradiction
from opsworthy.system.network import Network, picks
from opsworthy.system.roles import main_container
from opsworthy.text.location import Location, Stated

_FOLDERS_OF_KINDS = frozenset({"deploy", "deployment", "deployments", "service", "services", "svc"})


def conflicts_of_ports(known: Known, groups: tuple[Group, ...], network: Network, folders: Folders) -> Iterator[Contradiction]:
    """Between a Dockerfile, Compose and Kubernetes; between a probe or a Service and the containers behind it."""
    for group in groups:
        yield from _listening(group, image_of(group, folders.of(group.name), known))
        for member in group.members:
            if member.workload.platform == "kubernetes":
                yield from _probes(group.name, member.workload)
        yield from _targets(group, network)


def _listening(group: Group, image: ImageBuilt | None) -> Iterator[Contradiction]:
    """One service that listens on different ports by its Dockerfile, its manifest and its Compose file, where neither a
    setting nor a command says which. One statement per kind of file: several workloads of one kind differ by environment."""
    if group.engine is not None:
        return
    known = [image.ports] if image is not None and _runs(group, image) else []
    for platform in dict.fromkeys(each.platform for each in group.workloads):
        first = next(each for each in group.workloads if each.platform == platform)
        container = main_container(first)
        if container and container.ports and not all(_is_set(container, port.number) for port in container.ports):
            known.append(container.ports)
    for first_told, second_told in _apart(known):
        yield Contradiction(group.name, "container port", (_stated(first_told), _stated(second_told)))
        return


def _runs(group: Group, image: ImageBuilt) -> bool:
    """Whether the image runs as it was built: no command or setting of its containers says where to listen."""
    containers = [container for each in group.workloads if (container := main_container(each))]
    told = any(_is_set(container, port.number) for container in containers for port in container.ports)
    return bool(containers) and bool(image.ports) and not told and not any(container.command for container in containers)


def _apart(known: list[tuple[Port, ...]]) -> Iterator[tuple[tuple[Port, ...], tuple[Port, ...]]]:
    """Pairs of sets of ports that have no number in common."""
    for at, first in enumerate(known):
        for second in known[at + 1 :]:
            if not {port.number for port in first} & {port.number for port in second}:
                yield first, second


def _stated(ports: tuple[Port, ...]) -> Stated[str]:
    return Stated(", ".join(str(port.number) for port in ports), _over([port.location for port in ports]))


def _is_set(container: Container, number: int) -> bool:
    """Whether a setting or the command of a container names the number: then it listens there because it is told to."""
    text = str(number)
    if any(variable.value is not None and _names(variable.value, text) for variable in container.variables):
        return True
    return any(_names(word, text) for word in container.command)


def _names(value: str, number: str) -> bool:
    digits = "".join(mark if mark.isdigit() else " " for mark in value[:2000]).split()
    return number in digits


def _probes(subject: str, workload: Workload) -> Iterator[Contradiction]:
    """A probe of a named port that no container of the workload has. A number needs no declaration."""
    ports = [port for each in workload.containers for port in each.ports]
    for container in workload.containers:
        for probe in container.probes:
            if probe.port is not None and not probe.port.isdigit() and not _is_open(probe.port) and not _has(ports, probe.port):
                there = _all(ports) if ports else Stated("no named port", workload.location)
                yield Contradiction(subject, f"port of the {probe.role} probe", (Stated(probe.port, probe.location), there))


def _targets(group: Group, network: Network) -> Iterator[Contradiction]:
    """A Kubernetes Service that forwards to a port that none of its pods has: a name that nobody gave, or the Service's
    one number where the one container declares another."""
    for service in network.services_of(group):
        behind = [member.workload for member in group.members if _is_behind(member.workload, service)]
        if not behind:
            continue
        ports = [port for each in behind for container in each.containers for port in container.ports]
        containers = [container for each in behind for container in each.containers]
        for port in service.ports:
            target = port.target or str(port.number)
            if _has(ports, target) or _is_open(target):
                continue
            if number(target) and not _is_plain(target, service, ports, containers):
                continue
            there = _all(ports) if ports else Stated("no named port", behind[0].location)
            yield Contradiction(group.name, f"target port of the service {service.name}", (Stated(target, port.location), there))


def _is_behind(workload: Workload, service: NetworkService) -> bool:
    """Whether a Service of the same environment and folder picks a workload, or of the folder for Services beside it: files
    that stand apart may never meet in one cluster."""
    if workload.environment != service.environment or not picks(service.selector, workload):
        return False
    here, there = dirname(workload.location.path), dirname(service.location.path)
    by_kind = {basename(here).lower(), basename(there).lower()} & _FOLDERS_OF_KINDS
    return workload.environment is not None or here == there or bool(by_kind and dirname(here) == dirname(there))


def _is_plain(target: str, service: NetworkService, ports: list[Port], containers: list[Container]) -> bool:
    """One port of a Service and one of a container: then the number means that very port, if nothing sets another."""
    alone = len(service.ports) == 1 and len({port.number for port in ports}) == 1
    return alone and not any(_is_set(container, int(target)) for container in containers)


def _is_open(target: str) -> bool:
    return "$" in target or "{" in target


def _has(ports: Iterable[Port], wanted: str) -> bool:
    return any(wanted in (str(port.number), port.name) for port in ports)


def _all(ports: list[Port]) -> Stated[str]:
    distinct: dict[str, Location] = {}
    for port in ports:
        distinct.setdefault(f"{port.number} ({port.name})" if port.name else str(port.number), port.location)
    return Stated(", ".join(distinct), _over(list(distinct.values())))


def _over(places: list[Location]) -> Location:
    """From the first place to the last of those that stand in one file."""
    same = sorted(each for each in places if each.path == places[0].path)
    return replace(same[0], end_line=max(max(each.line, each.end_line) for each in same), end_column=0)
