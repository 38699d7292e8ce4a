"""Where a group stands: one placement per environment and platform."""

from collections.abc import Iterable
from decimal import Decimal

from opsworthy.facts.workloads import Autoscaler, Container, Resources, Workload
from opsworthy.system.environments import Environments
from opsworthy.system.known import Known
from opsworthy.system.merging import Group, Member
from opsworthy.system.model import Placement, Scaling
from opsworthy.system.platforms import host
from opsworthy.system.roles import main_container
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated, Unknown


@dataclass(frozen=True)
class Ground:
    """What placements need to know beside the workloads."""

    environments: Environments
    autoscalers: tuple[Autoscaler, ...]

    @classmethod
    def of(cls, known: Known, environments: Environments) -> "Ground":
        return cls(environments, known.of(Autoscaler))


def placements_of(group: Group, ground: Ground) -> tuple[Placement, ...]:
    """Those on the primary platform in the order of the environments, then the Compose ones of a developer's machine."""
    placed: dict[tuple[str | None, str], list[Workload]] = {}
    for environment, member in _spread(group.members, ground.environments):
        placed.setdefault((environment, member.workload.name), []).append(member.workload)
    order = ground.environments.order()
    keys = sorted(placed, key=lambda found: order.get(found[0], len(order)))
    here = [_placement(placed[found], found[0], ground) for found in keys]
    return (*here, *((_placement(list(group.local), None, ground),) if group.local else ()))


def _spread(members: Iterable[Member], environments: Environments) -> list[tuple[str | None, Member]]:
    """Members that name no environment stand in each that has none of its own, unless overlays say what stands where."""
    named = [(environments.resolve(member.environment), member) for member in members if member.environment is not None]
    shared = [member for member in members if member.environment is None]
    taken = {environment for environment, _ in named}
    if not shared:
        return named
    open_to_all = [name for name in environments.shared() if name not in taken]
    if open_to_all:
        return named + [(name, member) for name in open_to_all for member in shared]
    lasting = [name for name in taken if name is not None and not environments.is_passing(name)]
    return named if lasting else [*named, *((None, member) for member in shared)]


def _placement(workloads: list[Workload], environment: str | None, ground: Ground) -> Placement:
    """The first workload speaks; the others are the same thing said again, and lend what it leaves out."""
    first = workloads[0]
    scaling = _scaling(first, environment, ground)
    container = next((found for each in workloads if (found := main_container(each)) and found.image), None)
    return Placement(
        environment=environment,
        platform=first.platform,
        kind=first.kind,
        workload=first.name,
        namespace=first.namespace or ground.environments.namespace(environment, first.platform),
        replicas=_replicas(workloads, scaling),
        autoscaling=scaling,
        image=container.image if container else None,
        resources=_resources(first.containers),
        selector=first.selector or first.labels,
        volumes=first.volumes,
        locations=tuple(dict.fromkeys(each.location for each in workloads)),
        size=next((each.size for each in workloads if each.size), None),
        schedule=next((each.schedule for each in workloads if each.schedule), None),
        suspended=first.suspended,
        built=next((found.build for each in workloads if (found := main_container(each)) and found.build), None),
        probes=tuple(probe for each in first.containers if not each.init for probe in each.probes),
        asks=_asks(first),
    )


def _scaling(workload: Workload, environment: str | None, ground: Ground) -> Scaling | None:
    mine = [each for each in ground.autoscalers if each.target == workload.name and each.target_kind in ("", workload.kind)]
    here = [each for each in mine if each.environment and ground.environments.resolve(each.environment) == environment]
    found = next(iter(here or [each for each in mine if each.environment is None]), None)
    if found is None:
        return None
    minimum = found.minimum.value if found.minimum else 1
    places = dict.fromkeys([found.location, found.maximum.location, *([found.minimum.location] if found.minimum else [])])
    return Scaling(found.name, minimum, found.maximum.value, found.metrics, tuple(places))


def _replicas(workloads: list[Workload], scaling: Scaling | None) -> Stated[int] | Unknown:
    """A number that a file states, else what the platform documents for a file that states none."""
    stated = next((each.replicas for each in workloads if isinstance(each.replicas, Stated)), None)
    if stated is not None:
        return stated
    told = next((each.replicas for each in workloads if isinstance(each.replicas, Unknown)), None)
    if told is not None:
        return told
    first = workloads[0]
    if scaling is not None:
        return Stated(scaling.minimum, scaling.locations[0])
    if host(first.platform).unsaid and first.name != "release" and first.schedule is None:
        return Unknown(host(first.platform).unsaid, first.location)
    if first.kind == "ScaledJob":
        return Unknown("KEDA starts as many jobs as there is work waiting", first.location)
    if first.kind == "DaemonSet":
        return Unknown("a DaemonSet runs one pod on each node, and no file says how many nodes there are", first.location)
    return Stated(1, first.location)


def _asks(workload: Workload) -> tuple[tuple[str, Resources], ...]:
    main = main_container(workload)
    ordered = sorted((each for each in workload.containers if not each.init), key=lambda each: each is not main)
    return tuple((each.name, each.resources) for each in ordered if each.resources is not None)


def _resources(containers: tuple[Container, ...]) -> Resources | None:
    """What one replica asks for: the sum over the containers that run side by side."""
    stated = [each.resources for each in containers if each.resources is not None and not each.init]
    if not stated:
        return None
    return Resources(
        location=stated[0].location,
        cpu_request=_cores([each.cpu_request for each in stated]),
        cpu_limit=_cores([each.cpu_limit for each in stated]),
        memory_request=_bytes([each.memory_request for each in stated]),
        memory_limit=_bytes([each.memory_limit for each in stated]),
    )


def _cores(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _bytes(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def union(places: Iterable[Location]) -> tuple[Location, ...]:
    """Each place once, in the order of the files."""
    return tuple(sorted(set(places)))
