"""Services, each from the group of workloads that are the same thing."""

from collections.abc import Iterable
from dataclasses import replace
from posixpath import dirname

from opsworthy.facts.project import HealthRoute, ProductUsed
from opsworthy.facts.workloads import Container, ImageBuilt, Workload
from opsworthy.system import images_alone, sources_alone
from opsworthy.system.environment_words import is_production
from opsworthy.system.folders import ROOT, image_of
from opsworthy.system.health import probes_of
from opsworthy.system.kinds import Signs, kind_of
from opsworthy.system.known import Known
from opsworthy.system.listening import listened, ports_of
from opsworthy.system.merging import Group
from opsworthy.system.model import Placement, Service
from opsworthy.system.network import Network
from opsworthy.system.placements import Ground, placements_of
from opsworthy.system.platforms import host
from opsworthy.system.roles import main_container
from opsworthy.text.location import Location, Stated

KINDS = ("web", "api", "worker", "release-task", "scheduled-job", "job", "monitoring")


def service_of(group: Group, folder: str | None, known: Known, network: Network, ground: Ground) -> Service:
    """One service without its edges and secrets, which need the others."""
    image = image_of(group, folder, known)
    ports = ports_of(group, image, network, known) or listened(group, folder, known)
    placements = placements_of(group, ground)
    speaker = _speaker(group)
    main = main_container(speaker)
    return Service(
        name=group.name,
        kind=kind_of(group, _signs(group, bool(ports), folder, known, network)),
        platform=group.platform,
        image=_image(placements),
        ports=ports,
        health=probes_of(group, image),
        depends_on=(),
        placements=placements,
        containers=_main_first(speaker.containers, main),
        secrets=(),
        folder=folder,
        locations=_locations(group, image),
    )


def with_name(service: Service, name: str, named: Location | None) -> Service:
    """A service that no file but the project's own names has the place of that name too."""
    unnamed = host(service.platform).source or service.platform in (images_alone.PLATFORM, sources_alone.PLATFORM)
    if named is None or service.name != name or not unnamed or named in service.locations:
        return service
    return replace(service, locations=(*service.locations, named))


def in_order(services: Iterable[Service]) -> tuple[Service, ...]:
    """What users reach first, what ends by itself and what watches the others last; otherwise as the files name them."""
    return tuple(sorted(services, key=lambda service: KINDS.index(service.kind)))


def _signs(group: Group, listens: bool, folder: str | None, known: Known, network: Network) -> Signs:
    """Source counts for a service from anywhere below its folder; pages for a browser only from its own manifest."""
    outside = network.is_outside(group)
    if folder is None:
        return Signs(listens, outside, answers=False, browsed=False)
    routes = any(folder == ROOT or each.location.path.startswith(f"{folder}/") for each in known.of(HealthRoute))
    pages = (used for used in known.of(ProductUsed) if used.kind == "frontend")
    return Signs(listens, outside, routes, any((dirname(used.location.path) or ROOT) == folder for used in pages))


def _image(placements: tuple[Placement, ...]) -> Stated[str] | None:
    """The image that users get, else the first that is named."""
    placed = [each for each in placements if each.image is not None]
    live = [each for each in placed if each.environment and is_production(each.environment)]
    return (live or placed)[0].image if placed else None


def _main_first(containers: tuple[Container, ...], main: Container | None) -> tuple[Container, ...]:
    return tuple(sorted(containers, key=lambda each: (each is not main, each.init)))


def _speaker(group: Group) -> Workload:
    """The workload that shows how the service is set up where users depend on it."""
    live = (member.workload for member in group.members if member.environment and is_production(member.environment))
    return next(live, group.workloads[0])


def _locations(group: Group, image: ImageBuilt | None) -> tuple[Location, ...]:
    places = [each.location for each in group.workloads] + ([image.location] if image else [])
    return tuple(dict.fromkeys(places))
