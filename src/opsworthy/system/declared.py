"""Every name and value that the files declare, flat, as documents may say them: the ground that claims are held against."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from opsworthy.facts.infrastructure import BuildDeclared, Delivery, Resource
from opsworthy.facts.operations import AlertRule, Dashboard, WayToRun
from opsworthy.facts.project import (
    EnvironmentDeclared,
    PackageDeclared,
    PipelineDeclared,
    PortListened,
    SecretDeclared,
    VariableDocumented,
    VariableRead,
)
from opsworthy.facts.workloads import (
    Autoscaler,
    ConfigDeclared,
    Container,
    ImageBuilt,
    Ingress,
    NamespaceDeclared,
    NetworkService,
    Port,
    Quota,
    Workload,
)
from opsworthy.system.known import Known
from opsworthy.system.running import Declared
from opsworthy.text.location import Stated

_RUNNERS = {"make": "make-target", "just": "just-recipe", "task": "task", "npm": "script"}
_OWN_PORTS = frozenset(["PORT", "HTTP_PORT", "SERVER_PORT", "APP_PORT", "API_PORT", "LISTEN_PORT", "GRPC_PORT"])
_STORED = {
    "bucket": "bucket", "queue": "queue", "topic": "queue", "database": "database", "search": "database", "cache": "database",
}  # fmt: skip


def declared_of(known: Known) -> tuple[Declared, ...]:
    """Each name once for what it belongs to and where it stands, in the order of the files."""
    found = (each for kind, tell in _TOLD for fact in _facts(known, kind) for each in tell(fact))
    kept: dict[tuple[str, str, str, str | None, str | None], Declared] = {}
    for each in found:
        kept.setdefault((each.kind, each.name, each.of, each.environment, each.namespace), each)
    return tuple(kept.values())


def _facts(known: Known, kind: type[Any]) -> tuple[Any, ...]:
    return known.of(kind)


def _of_workload(fact: Workload) -> Iterator[Declared]:
    cluster = fact.platform == "kubernetes"
    kind = "workload" if cluster else {"compose": "compose-service", "heroku": "process"}.get(fact.platform, "unit")
    place = (fact.environment, fact.namespace)
    yield Declared(kind, fact.name, fact.location, "" if not cluster else fact.kind.lower(), *place)
    if fact.namespace and cluster:
        yield Declared("namespace", fact.namespace, fact.location, "", fact.environment)
    for key, value in dict.fromkeys((*fact.labels, *fact.selector)) if cluster else ():
        yield Declared("label", f"{key}={value}", fact.location, fact.name, *place)
    if isinstance(fact.replicas, Stated):
        yield Declared("replicas", str(fact.replicas.value), fact.replicas.location, fact.name, *place)
    if fact.schedule is not None:
        yield Declared("schedule", fact.schedule.value, fact.schedule.location, fact.name, *place)
    for volume in fact.volumes:
        yield Declared("volume", volume.name, volume.location, fact.name, *place)
    for container in fact.containers:
        yield from _of_container(container, fact)


def _of_container(container: Container, fact: Workload) -> Iterator[Declared]:
    place = (fact.environment, fact.namespace)
    yield Declared("container", container.name, container.location, fact.name, *place)
    if container.image is not None:
        yield Declared("image", container.image.value, container.image.location, fact.name, *place)
    for port in container.ports:
        yield from _of_port(port, fact.name, fact.environment, "port")
    for probe in container.probes:
        if probe.port and probe.port.isdigit():
            yield Declared("port", probe.port, probe.location, fact.name, *place)
    for variable in container.variables:
        yield Declared("variable", variable.name, variable.location, fact.name, *place)
        if variable.value and variable.value.isdigit() and "PORT" in variable.name:
            own = variable.name in _OWN_PORTS and not container.ports
            yield Declared("port", variable.value, variable.location, fact.name if own else "", *place)
        if variable.source is not None and variable.source[0] in ("secret", "configmap"):
            yield Declared(variable.source[0], variable.source[1], variable.location, fact.name, *place)
            yield Declared("variable", variable.source[2], variable.location, fact.name, *place)
    for taken in (*container.imports, *container.mounts):
        yield Declared(taken.value[0], taken.value[1], taken.location, fact.name, *place)


def _of_port(port: Port, of: str, environment: str | None, outside: str = "target-port") -> Iterator[Declared]:
    yield Declared("port", str(port.number), port.location, of, environment)
    if port.target:
        yield Declared(outside if port.target.isdigit() else "port-name", port.target, port.location, of, environment)
    if port.name:
        yield Declared("port-name", port.name, port.location, of, environment)


def _of_service(fact: NetworkService) -> Iterator[Declared]:
    place = (fact.environment, fact.namespace)
    yield Declared("service", fact.name, fact.location, "", *place)
    if fact.namespace:
        yield Declared("namespace", fact.namespace, fact.location, "", fact.environment)
    for key, value in fact.selector:
        yield Declared("label", f"{key}={value}", fact.location, fact.name, *place)
    for port in fact.ports:
        yield from _of_port(port, fact.name, fact.environment)


def _of_ingress(fact: Ingress) -> Iterator[Declared]:
    yield Declared("ingress", fact.name, fact.location, fact.service, fact.environment, fact.namespace)
    yield from _of_namespace_of(fact)
    if fact.host:
        yield Declared("host", fact.host, fact.location, fact.service, fact.environment, fact.namespace)


def _of_autoscaler(fact: Autoscaler) -> Iterator[Declared]:
    least = fact.minimum.value if fact.minimum is not None else 1
    yield Declared("autoscaler", fact.name, fact.location, fact.target, fact.environment, fact.namespace)
    bounds = f"{least}-{fact.maximum.value}"
    yield Declared("bounds", bounds, fact.maximum.location, fact.target, fact.environment, fact.namespace)


def _of_namespace_of(fact: ConfigDeclared | SecretDeclared | Ingress) -> Iterator[Declared]:
    """The namespace that an object of a cluster says to stand in."""
    if fact.namespace and not {"$", "{", "<"} & set(fact.namespace):
        yield Declared("namespace", fact.namespace, fact.location, "", fact.environment)


def _of_quota(fact: Quota) -> Iterator[Declared]:
    yield Declared("quota-object", fact.name, fact.location, "", fact.environment, fact.namespace)
    for resource, hard in fact.hard:
        yield Declared("quota", hard.value, hard.location, resource, fact.environment, fact.namespace)


def _of_config(fact: ConfigDeclared) -> Iterator[Declared]:
    yield Declared("configmap", fact.name, fact.location, "", fact.environment, fact.namespace)
    yield from _of_namespace_of(fact)
    for key, value in fact.keys:
        yield Declared("variable", key, value.location, fact.name, fact.environment, fact.namespace)
        if value.value.isdigit() and "PORT" in key:
            yield Declared("port", value.value, value.location, fact.name, fact.environment)


def _of_image(fact: ImageBuilt) -> Iterator[Declared]:
    for port in fact.ports:
        yield Declared("port", str(port.number), port.location, fact.path)
    for base in fact.bases:
        yield Declared("base-image", base.value, base.location, fact.path)
    for variable in fact.variables:
        yield Declared("variable", variable.name, variable.location, fact.path)


def _of_listening(fact: PortListened) -> Iterator[Declared]:
    at = fact.said_at or fact.location
    if fact.port is not None:
        yield Declared("port", str(fact.port), at)
    if fact.variable:
        yield Declared("variable", fact.variable, at)


def _of_secret(fact: SecretDeclared) -> Iterator[Declared]:
    place = (fact.environment, fact.namespace)
    yield Declared("secret", fact.name, fact.location, fact.store, *place)
    yield from _of_namespace_of(fact)
    for each in (fact.remote, fact.key):
        if each:
            yield Declared("secret-key", each, fact.location, fact.name, *place)


def _of_variable(fact: VariableRead | VariableDocumented) -> Iterator[Declared]:
    at = fact.named_at or fact.location if isinstance(fact, VariableRead) else fact.location
    yield Declared("variable", fact.name, at, fact.language if isinstance(fact, VariableRead) else "")
    default = fact.default or ""
    if default.isdigit() and "PORT" in fact.name:
        yield Declared("port", default, at, fact.name)


def _of_pipeline(fact: PipelineDeclared) -> Iterator[Declared]:
    yield Declared("workflow", fact.name, fact.location, fact.path)
    yield Declared("workflow", fact.path.rpartition("/")[2], fact.location, fact.path)
    for each in fact.settings:
        yield Declared("variable", each.value, each.location, fact.path)
    for each in fact.schedules:
        yield Declared("pipeline-schedule", each.value, each.location, fact.path)
    for each in fact.branches:
        yield Declared("pushed-branch", each.value, each.location, fact.path)
    for each in fact.asked:
        yield Declared("asked-branch", each.value, each.location, fact.path)
    for job in fact.jobs:
        yield Declared("job", job.name, job.location, fact.path)
        if job.address is not None:
            yield Declared("address", job.address.value, job.address.location, job.name)
        for variable in job.variables:
            yield Declared("variable", variable.name, variable.location, fact.path)


def _of_resource(fact: Resource) -> Iterator[Declared]:
    yield Declared("resource", fact.address, fact.location, fact.tool, fact.environment)
    if fact.name:
        yield Declared(_STORED.get(fact.kind, "cloud-name"), fact.name, fact.location, fact.address, fact.environment)


def _of_way(fact: WayToRun) -> Iterator[Declared]:
    yield Declared(_RUNNERS.get(fact.tool, "way-to-run"), fact.name, fact.location, fact.path)


def _of_package(fact: PackageDeclared) -> Iterator[Declared]:
    for name, said in fact.scripts:
        yield Declared("script", name, said.location, fact.path)
    for command in fact.commands:
        yield Declared("program", command.value, command.location, fact.path)


def _of_alert(fact: AlertRule) -> Iterator[Declared]:
    yield Declared("alert", fact.name, fact.location, fact.tool, fact.environment)
    if fact.threshold is not None:
        yield Declared("threshold", fact.threshold.value, fact.threshold.location, fact.name, fact.environment)


def _of_dashboard(fact: Dashboard) -> Iterator[Declared]:
    yield Declared("dashboard", fact.uid or fact.title, fact.location, fact.title, fact.environment)


def _of_environment(fact: EnvironmentDeclared) -> Iterator[Declared]:
    yield Declared("environment", fact.name, fact.location, fact.platform)
    if fact.namespace:
        yield Declared("namespace", fact.namespace, fact.location, "", fact.name)


def _of_namespace(fact: NamespaceDeclared) -> Iterator[Declared]:
    yield Declared("namespace", fact.name, fact.location, "", fact.environment)


def _of_delivery(fact: Delivery) -> Iterator[Declared]:
    if fact.namespace:
        yield Declared("namespace", fact.namespace, fact.location, "", fact.environment)


def _of_build(fact: BuildDeclared) -> Iterator[Declared]:
    if fact.image is not None:
        yield Declared("image", fact.image.value, fact.image.location, fact.name)


_TOLD: tuple[tuple[type[Any], Callable[..., Iterable[Declared]]], ...] = (
    (Workload, _of_workload), (NetworkService, _of_service), (Ingress, _of_ingress), (Autoscaler, _of_autoscaler),
    (Quota, _of_quota), (ConfigDeclared, _of_config), (ImageBuilt, _of_image), (PortListened, _of_listening),
    (SecretDeclared, _of_secret), (VariableRead, _of_variable), (VariableDocumented, _of_variable),
    (PipelineDeclared, _of_pipeline), (Resource, _of_resource), (WayToRun, _of_way), (PackageDeclared, _of_package),
    (AlertRule, _of_alert), (Dashboard, _of_dashboard), (EnvironmentDeclared, _of_environment),
    (NamespaceDeclared, _of_namespace), (BuildDeclared, _of_build), (Delivery, _of_delivery),
)  # fmt: skip
