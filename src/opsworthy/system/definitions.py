"""A system as plain statements, down to what a procedure relies on: commands, probes in full, namespaces, settings, targets."""

from collections.abc import Iterator

from opsworthy.system.described import Statements, Subject, described
from opsworthy.system.model import Datastore, Placement, Probe, Service, System, Variable
from opsworthy.text.location import Stated


def definitions(system: System) -> dict[Subject, Statements]:
    """What `described` says and more; a way to run something is known by its tool, file and name."""
    found = {subject: dict(told) for subject, told in described(system).items()}
    for service in system.services:
        found.setdefault(("service", service.name), {}).update(_service(service))
    for store in system.datastores:
        found.setdefault(("datastore", store.name), {}).update(_places(store))
    for way in system.commands:
        told = {"": Stated("yes", way.location)}
        if way.commands:
            told["commands"] = Stated("\n".join(each.value for each in way.commands), way.commands[0].location)
        found[("target", f"{way.tool} {way.path} {way.name}")] = told
    for alert in system.alerts:
        if alert.holds_for is not None:
            found.setdefault(("alert", alert.name), {})["delay"] = Stated(f"{alert.holds_for} s", alert.location)
    return found


def said_by(told: dict[Subject, Statements]) -> frozenset[str]:
    """Every name and value in these statements."""
    found: set[str] = set()
    for (_, name), statements in told.items():
        found.add(name)
        found.update(each.value for each in statements.values())
        found.update(each.partition(" ")[2] for each in statements if each.startswith(("port ", "variable ", "secret ")))
    return frozenset(found)


def _service(service: Service) -> Statements:
    found = _places(service)
    for container in service.containers:
        if container.command:
            found[f"command of {container.name}"] = Stated(" ".join(container.command), container.location)
        for variable in container.variables:
            found[f"variable {variable.name}"] = Stated(_source(variable), variable.location)
    for probe in service.health:
        found[f"{probe.role} probe port"] = Stated(probe.port or "", probe.location)
        found[f"{probe.role} probe times"] = Stated(_times(probe), probe.location)
    return {name: told for name, told in found.items() if told.value}


def _source(variable: Variable) -> str:
    if variable.value is not None:
        return variable.value or "empty"
    return " ".join(variable.source) if variable.source else "set elsewhere"


def _times(probe: Probe) -> str:
    told = (("period", probe.period), ("timeout", probe.timeout), ("failures", probe.failures))
    return ", ".join(f"{name} {value}" for name, value in told if value is not None)


def _places(owner: Service | Datastore) -> Statements:
    found: Statements = {}
    for placement in owner.placements:
        where = f" in {placement.environment}" if placement.environment else ""
        found |= {f"{name}{where}": told for name, told in _placed(placement)}
    return found


def _placed(placement: Placement) -> Iterator[tuple[str, Stated[str]]]:
    first = placement.locations[0]
    yield "workload", Stated(placement.workload, first)
    yield "object", Stated(placement.kind, first)
    if placement.namespace:
        yield "namespace", Stated(placement.namespace, first)
    if placement.suspended:
        yield "suspended", Stated("yes", first)
