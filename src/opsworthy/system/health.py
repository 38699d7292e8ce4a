"""How a group's health is asked: probes of its containers, else what its image says; and the routes of its code."""

from collections.abc import Iterable

from opsworthy.facts.project import HealthRoute
from opsworthy.facts.workloads import ImageBuilt, Probe
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import HealthEndpoint
from opsworthy.system.roles import main_container
from opsworthy.text.location import Location


def probes_of(group: Group, image: ImageBuilt | None) -> tuple[Probe, ...]:
    """Each way of asking once, the primary platform's first. An image's own check counts where its command runs."""
    containers = [container for each in group.workloads if (container := main_container(each))]
    told = [probe for container in containers for probe in container.probes]
    if image is not None and image.probe is not None and any(not container.command for container in containers):
        told.append(image.probe)
    distinct: dict[tuple[str, str, str | None, str | None, tuple[str, ...]], Probe] = {}
    for probe in told:
        distinct.setdefault((probe.role, probe.kind, probe.path, probe.port, probe.command), probe)
    return tuple(distinct.values())


def endpoints_of(known: Known, folders: Folders) -> tuple[HealthEndpoint, ...]:
    """Routes that answer about health, joined where one service says the same path twice."""
    merged: dict[tuple[str | None, str], list[HealthRoute]] = {}
    for route in known.of(HealthRoute):
        merged.setdefault((folders.service_of(route.location.path), route.path), []).append(route)
    return tuple(_endpoint(service, path, routes) for (service, path), routes in merged.items())


def _endpoint(service: str | None, path: str, routes: list[HealthRoute]) -> HealthEndpoint:
    fields = tuple(dict.fromkeys(field for route in routes for field in route.fields))
    return HealthEndpoint(path, routes[0].role, service, fields, _places(route.location for route in routes))


def _places(places: Iterable[Location]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(places))
