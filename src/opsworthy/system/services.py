"""Services, each from the group of workloads that are the same thing."""

from collections.abc import Iterable
from posixpath import dirname

from opsworthy.facts.ports import number
from opsworthy.facts.project import HealthRoute, PortListened, ProductUsed
from opsworthy.facts.workloads import Container, ImageBuilt, Port, Workload
from opsworthy.system.environment_words import is_production
from opsworthy.system.folders import ROOT, image_of
from opsworthy.system.health import probes_of
from opsworthy.system.kinds import Signs, kind_of
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Placement, Service
from opsworthy.system.names import key
from opsworthy.system.network import Network
from opsworthy.system.placements import Ground, placements_of
from opsworthy.system.platforms import host
from opsworthy.system.roles import main_container, roles
from opsworthy.text.location import Location, Stated

KINDS = ("web", "api", "worker", "release-task", "scheduled-job", "job", "monitoring")


def service_of(group: Group, folder: str | None, known: Known, network: Network, ground: Ground) -> Service:
    """One service without its edges and secrets, which need the others."""
    image = image_of(group, folder, known)
    ports = ports_of(group, image, network) or _listened(group, folder, known)
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


def in_order(services: Iterable[Service]) -> tuple[Service, ...]:
    """What users reach first, what ends by itself and what watches the others last; otherwise as the files name them."""
    return tuple(sorted(services, key=lambda service: KINDS.index(service.kind)))


def ports_of(group: Group, image: ImageBuilt | None, network: Network) -> tuple[Port, ...]:
    """What the containers listen on: as the primary platform says; else what Kubernetes Services forward to, the Compose
    file, and the Dockerfile where its own command runs."""
    said = _distinct(port for member in group.members for port in _listening(member.workload))
    if said:
        return said
    targets = (port for each in network.services_of(group) for port in each.ports if port.target is None or number(port.target))
    forwarded = _distinct(
        Port(number(port.target or "") or port.number, port.location, port.name, port.protocol) for port in targets
    )
    local = _distinct(port for each in group.local for port in _listening(each))
    own = any((container := main_container(each)) is not None and not container.command for each in group.workloads)
    return forwarded or local or (_distinct(image.ports) if image is not None and own else ())


def _listened(group: Group, folder: str | None, known: Known) -> tuple[Port, ...]:
    """What its source listens on, where no file that places it says a port and it is the process that listens: by its kind,
    or because its own source says only one port."""
    name, workload = key(group.name), group.workloads[0]
    if workload.schedule is not None or workload.kind in ("cron", "worker", "background", "job"):
        return ()
    if folder is None or set(name.split("-")) & set(roles().worker_words) or not host(group.platform).source:
        return ()
    if group.platform == "heroku" and not name.endswith("web"):
        return ()
    here = (each for each in known.of(PortListened) if folder == ROOT or each.location.path.startswith(f"{folder}/"))
    found = _distinct(Port(each.port, each.location) for each in here if each.port is not None)
    return found if len(found) == 1 else ()


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


def _listening(workload: Workload) -> Iterable[Port]:
    main = main_container(workload)
    return (port for container in _main_first(workload.containers, main) if not container.init for port in container.ports)


def _distinct(ports: Iterable[Port]) -> tuple[Port, ...]:
    found: dict[tuple[int, str], Port] = {}
    for port in ports:
        known = found.setdefault((port.number, port.protocol), port)
        if known.name is None and port.name is not None:
            found[port.number, port.protocol] = port
    return tuple(found.values())


def _main_first(containers: tuple[Container, ...], main: Container | None) -> tuple[Container, ...]:
    return tuple(sorted(containers, key=lambda each: (each is not main, each.init)))


def _speaker(group: Group) -> Workload:
    """The workload that shows how the service is set up where users depend on it."""
    live = (member.workload for member in group.members if member.environment and is_production(member.environment))
    return next(live, group.workloads[0])


def _locations(group: Group, image: ImageBuilt | None) -> tuple[Location, ...]:
    places = [each.location for each in group.workloads] + ([image.location] if image else [])
    return tuple(dict.fromkeys(places))
