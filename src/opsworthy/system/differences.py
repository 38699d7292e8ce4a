"""What differs between environments, value by value; what no environment says otherwise is no difference."""

from collections.abc import Iterable, Iterator

from opsworthy.facts.workloads import Resources, Workload
from opsworthy.system.environments import Environments
from opsworthy.system.merging import Group
from opsworthy.system.model import Datastore, Difference, Placement, Service
from opsworthy.system.roles import main_container
from opsworthy.text.location import Stated, Unknown

_Values = dict[str, Stated[str]]


def differences_of(
    services: tuple[Service, ...], stores: tuple[Datastore, ...], groups: tuple[Group, ...], environments: Environments
) -> tuple[Difference, ...]:
    """Differences of everything that stands in more than one environment, in the order of the services."""
    by_name = {group.name: group for group in groups}
    found: list[Difference] = []
    owners: list[Service | Datastore] = [*services, *stores]
    for owner in owners:
        found += _of_placements(owner.name, [each for each in owner.placements if each.environment is not None])
        group = by_name.get(owner.name)
        found += _of_variables(owner.name, group, environments) if group is not None else ()
    return tuple(found)


def _of_placements(subject: str, placements: list[Placement]) -> Iterator[Difference]:
    if len(placements) < 2:
        return
    names = dict.fromkeys(name for each in placements for name in told_of(each))
    for attribute in names:
        values = {each.environment or "": told for each in placements if (told := told_of(each).get(attribute)) is not None}
        yield from _different(subject, attribute, values)


def told_of(placement: Placement) -> _Values:
    """What a placement says, as text: each attribute with its place."""
    first = placement.locations[0]
    found: _Values = {"kind": Stated(placement.kind, first)}
    if placement.image is not None:
        found["image"] = placement.image
    if placement.autoscaling is not None:
        bounds = f"{placement.autoscaling.minimum} to {placement.autoscaling.maximum}"
        found["replicas"] = Stated(bounds, placement.autoscaling.locations[-1])
    elif not isinstance(placement.replicas, Unknown):
        found["replicas"] = Stated(str(placement.replicas.value), placement.replicas.location)
    if placement.size is not None:
        found["size"] = placement.size
    if placement.schedule is not None:
        found["schedule"] = placement.schedule
    return found | _resources(placement)


def _resources(placement: Placement) -> _Values:
    """What the containers ask for, each where it says so; those beside the main one by their names."""
    found: _Values = {}
    for number, (name, stated) in enumerate(placement.asks):
        found |= {f"{what} of {name}" if number else what: told for what, told in _asked(stated).items()}
    return found


def _asked(stated: Resources) -> _Values:
    told = {
        "CPU request (cores)": stated.cpu_request,
        "CPU limit (cores)": stated.cpu_limit,
        "memory request (bytes)": stated.memory_request,
        "memory limit (bytes)": stated.memory_limit,
    }
    place = stated.location
    return {
        name: Stated(f"{value:f}" if not isinstance(value, int) else str(value), place)
        for name, value in told.items()
        if value is not None
    }


def _of_variables(subject: str, group: Group, environments: Environments) -> Iterator[Difference]:
    by_environment: dict[str, _Values] = {}
    for member in group.members:
        place = environments.resolve(member.environment)
        if place is not None:
            by_environment.setdefault(place, {}).update(_variables(member.workload))
    if len(by_environment) < 2:
        return
    for name in dict.fromkeys(name for told in by_environment.values() for name in told):
        values = {place: told[name] for place, told in by_environment.items() if name in told}
        yield from _different(subject, f"variable {name}", values)


def _variables(workload: Workload) -> _Values:
    container = main_container(workload)
    variables = container.variables if container is not None else ()
    return {each.name: Stated(each.value, each.location) for each in variables if each.value is not None}


def _different(subject: str, attribute: str, values: _Values) -> Iterable[Difference]:
    if len(values) > 1 and len({told.value for told in values.values()}) > 1:
        yield Difference(subject, attribute, tuple(values.items()))
