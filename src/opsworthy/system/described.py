"""A system as plain statements: each thing by its kind and name, each of its attributes as text with its place."""

from collections.abc import Iterator

from opsworthy.system.differences import told_of
from opsworthy.system.model import Datastore, Service, System
from opsworthy.text.location import Location, Stated

Subject = tuple[str, str]
"""The kind of a thing (service, datastore, environment …) and its name."""

Statements = dict[str, Stated[str]]
_EXISTS = ""


def described(system: System) -> dict[Subject, Statements]:
    """Everything that says how the system runs, in the order of the model. The attribute "" stands for the thing itself."""
    found: dict[Subject, Statements] = {}
    for kind, name, statements in _all(system):
        found.setdefault((kind, name), {}).update({key: told for key, told in statements.items() if told.value})
    return found


def _all(system: System) -> Iterator[tuple[str, str, Statements]]:
    yield "system", "as a whole", _assessed(system)
    yield from (("service", each.name, _service(each)) for each in system.services)
    yield from (("datastore", each.name, _datastore(each)) for each in system.datastores)
    yield from _surroundings(system)
    yield from _pipelines(system)
    yield from _watching(system)
    for each in system.resources:
        told = {name: value for name, value in each.attributes if isinstance(value, Stated)}
        where = f" in {each.environment}" if each.environment else ""
        yield "resource", f"{each.address}{where}", _at(each.location, type=each.type, engine=each.engine or "") | told


def _at(place: Location, /, **attributes: str) -> Statements:
    return {_EXISTS: Stated("yes", place)} | {name.replace("_", " "): Stated(value, place) for name, value in attributes.items()}


def _assessed(system: System) -> Statements:
    found: Statements = {}
    for name, told in (("deployable", system.deployable), ("paid resources", system.paid_resources)):
        place = next((place for reason in told.because for place in reason.locations), Location(".", 1))
        found[name] = Stated(f"{'yes' if told.value else 'no'}{f', {told.kind}' if told.kind else ''}", place)
    return found


def _service(each: Service) -> Statements:
    first = each.locations[0]
    found = _at(first, kind=each.kind, platform=each.platform)
    for port in each.ports:
        found[f"port {port.number}"] = Stated(port.protocol, port.location)
    for probe in each.health:
        found[f"{probe.role} probe"] = Stated(probe.path or " ".join(probe.command) or probe.kind, probe.location)
    for edge in each.depends_on:
        found[f"needs {edge.name}"] = Stated(edge.because, edge.locations[0])
    for name in each.secrets:
        found[f"secret {name}"] = Stated("yes", first)
    return found | _placed(each)


def _datastore(each: Datastore) -> Statements:
    version = "" if any(placement.image for placement in each.placements) else each.version or ""
    found = _at(each.locations[0], engine=each.engine, platform=each.platform, version=version, plan=each.plan or "")
    return found | {f"used by {name}": Stated("yes", each.locations[0]) for name in each.used_by} | _placed(each)


def _placed(owner: Service | Datastore) -> Statements:
    """What each place says; the name of the environment leads where there is one."""
    found: Statements = {}
    for placement in owner.placements:
        where = f" in {placement.environment}" if placement.environment else ""
        found |= {f"{name}{where}": told for name, told in told_of(placement).items() if name != "kind"}
    return found


def _surroundings(system: System) -> Iterator[tuple[str, str, Statements]]:
    for place in (*system.environments, *system.spoken_environments):
        ways = " ".join(place.deploy).strip()
        yield (
            "environment",
            place.name,
            _at(place.locations[0], platform=place.platform, deployed_by=ways, namespace=place.namespace or ""),
        )
    for secret in system.secrets:
        clear = "yes" if secret.in_clear else ""
        name = secret.name if secret.object is None else f"{secret.name} of {secret.object}"
        yield "secret", name, _at(secret.locations[0], store=secret.store, in_clear=clear)
    for address in system.endpoints:
        reached = f"{address.host}{address.path}"
        yield "address", reached, _at(address.locations[0], service=address.service, tls="yes" if address.tls else "no")
    for route in system.health:
        yield (
            "health route",
            f"{route.path} of {route.service or 'the code'}",
            _at(route.locations[0], role=route.role, fields=", ".join(route.fields)),
        )
    for party in system.third_parties:
        yield "outside service", party.product, _at(party.locations[0], paid="yes" if party.paid else "no")
    for migrations in system.migrations:
        latest = migrations.latest.value if migrations.latest else ""
        yield (
            "migrations",
            migrations.folder,
            _at(migrations.locations[0], tool=migrations.tool, count=str(migrations.count), latest=latest),
        )


def _pipelines(system: System) -> Iterator[tuple[str, str, Statements]]:
    for pipeline in system.pipelines:
        found = _at(pipeline.locations[0], provider=pipeline.provider, triggers=", ".join(pipeline.triggers))
        for job in pipeline.jobs:
            does = ", ".join(job.purposes) or "no known purpose"
            found[f"job {job.name}"] = Stated(f"{does}{f' in {job.environment}' if job.environment else ''}", job.locations[0])
        yield "pipeline", pipeline.path, found


def _watching(system: System) -> Iterator[tuple[str, str, Statements]]:
    for alert in system.alerts:
        told = {"threshold": alert.threshold, "severity": alert.severity, "expression": alert.expression}
        yield "alert", alert.name, _at(alert.location) | {name: value for name, value in told.items() if value is not None}
    for receiver in system.receivers:
        yield "receiver", receiver.name, _at(receiver.location, channels=", ".join(each.value for each in receiver.channels))
    for board in system.dashboards:
        yield "dashboard", board.title, _at(board.location)
    for owner in system.owners:
        yield "owner", owner.pattern, _at(owner.location, owners=", ".join(owner.owners))
