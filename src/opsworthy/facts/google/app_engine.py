"""One service of App Engine, as app.yaml describes it."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import of_shell, withheld_path
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import dockerfile, folder_of
from opsworthy.facts.hosting.sizes import cores, in_bytes
from opsworthy.facts.hosting.variables import named, port, secrets, variables
from opsworthy.facts.ports import number
from opsworthy.facts.project import AppDeclared
from opsworthy.facts.workloads import Autoscaler, Container, Ingress, Port, Probe, Resources, Volume, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, find, integer, items, stated, string
from opsworthy.text.secrecy import is_placeholder, is_secret

_DEFAULT = "default"
_CHECKS = (("liveness_check", "liveness"), ("readiness_check", "readiness"), ("health_check", "health"))
_STATIC = ("static_dir", "static_files")


def is_ours(root: Mapping) -> bool:
    """Whether an app.yaml is App Engine's: others of that name belong to Kubernetes and to other platforms."""
    runtime = string(root, "runtime")
    flexible = string(root, "env") in ("flex", "flexible", "standard")
    return (runtime is not None or flexible) and find(root, "apiVersion") is None and find(root, "kind") is None


def read(root: Mapping, files: Files, environment: str | None) -> Iterator[Told]:
    """The service with its scaling, its address and its secrets."""
    written = stated(root, "service") or stated(root, "module")
    runtime = stated(root, "runtime") or stated(root, "env")
    name = written.value if written else _DEFAULT
    place = written.location if written else (runtime.location if runtime else root.location)
    application = stated(root, "application")
    if application is not None and not is_placeholder(application.value):
        yield AppDeclared("app-engine", application.value, application.location)
    yield _workload(root, name, place, files, environment)
    yield from _scaling(root, name, environment)
    yield Ingress(name, None, "/", name, place, tls=_is_secure(root), environment=environment)
    yield from secrets(named(root, "env_variables"), "app-engine", environment)


def _workload(root: Mapping, name: str, place: Location, files: Files, environment: str | None) -> Workload:
    given = named(root, "env_variables")
    ports = _ports(root) or tuple(each for each in (port(given),) if each is not None)
    container = Container(
        name,
        place,
        build=_build(root, files, place),
        command=of_shell(string(root, "entrypoint") or string(root, "entrypoint", "shell") or ""),
        ports=ports,
        probes=tuple(_probes(root)),
        variables=variables(given),
        resources=_resources(root),
    )
    count, instances = integer(root, "manual_scaling", "instances"), find(root, "manual_scaling", "instances")
    return Workload(
        "app-engine",
        "static-site" if _is_static(root) else "service",
        name,
        place,
        environment,
        replicas=Stated(count, instances.location) if count is not None and instances is not None else None,
        containers=(container,),
        depends_on=tuple(_databases(root)),
        volumes=tuple(_volumes(root)),
        size=stated(root, "instance_class"),
    )


def _build(root: Mapping, files: Files, place: Location) -> Stated[str] | None:
    return dockerfile(files, (folder_of(place.path),)) if string(root, "runtime") == "custom" else None


def _is_static(root: Mapping) -> bool:
    """Whether every handler only gives files away."""
    handlers = items(root, "handlers")
    return bool(handlers) and all(any(find(each, key) is not None for key in _STATIC) for each in handlers)


def _is_secure(root: Mapping) -> bool:
    return any(string(each, "secure") == "always" for each in items(root, "handlers"))


def _ports(root: Mapping) -> tuple[Port, ...]:
    """The ports that are forwarded to the container: `8080`, `8080:80`, `8081/udp`."""
    found = []
    forwarded = find(root, "network", "forwarded_ports")
    for item in items(forwarded) or ((forwarded,) if isinstance(forwarded, Scalar) else ()):
        text, _, protocol = (string(item) or "").partition("/")
        inside = number(text.rpartition(":")[2])
        if inside is not None:
            found.append(Port(inside, item.location, protocol=(protocol or "tcp").upper(), target=text.partition(":")[0]))
    return tuple(found)


def _probes(root: Mapping) -> Iterator[Probe]:
    for key, role in _CHECKS:
        check = find(root, key)
        path = stated(check, "path")
        if path is not None:
            period, timeout = integer(check, "check_interval_sec"), integer(check, "timeout_sec")
            failures = integer(check, "failure_threshold")
            yield Probe(role, "http", path.location, withheld_path(path.value), period=period, timeout=timeout, failures=failures)


def _resources(root: Mapping) -> Resources | None:
    node = find(root, "resources")
    cpu, memory = cores(string(node, "cpu") or ""), in_bytes(string(node, "memory_gb") or "", "g")
    return Resources(node.location, cpu, cpu, memory, memory) if node is not None and (cpu or memory) else None


def _databases(root: Mapping) -> Iterator[Stated[str]]:
    """The Cloud SQL instances that it reaches, by connection name."""
    instances = stated(root, "beta_settings", "cloud_sql_instances")
    for name in instances.value.split(",") if instances is not None else ():
        found = name.partition("=")[0].strip()
        if found and not is_secret("instance", found) and instances is not None:
            yield Stated(found, instances.location)


def _volumes(root: Mapping) -> Iterator[Volume]:
    for item in items(root, "resources", "volumes"):
        name = stated(item, "name")
        if name is not None and string(item, "volume_type") != "tmpfs":
            yield Volume(name.value, name.location, in_bytes(string(item, "size_gb") or "", "g"))


def _scaling(root: Mapping, name: str, environment: str | None) -> Iterator[Autoscaler]:
    """The bounds that the file states; without an upper one there is no fact."""
    automatic, simple = find(root, "automatic_scaling"), find(root, "basic_scaling")
    most = _count(automatic, "max_instances") or _count(automatic, "max_num_instances") or _count(simple, "max_instances")
    if most is None:
        return
    least = _count(automatic, "min_instances") or _count(automatic, "min_num_instances")
    target = string(automatic, "target_cpu_utilization") or string(automatic, "cpu_utilization", "target_utilization")
    metrics = (("cpu", f"{target} utilization"),) if target else ()
    yield Autoscaler(name, "service", name, most, most.location, least, metrics, environment)


def _count(node: Node | None, key: str) -> Stated[int] | None:
    found, count = find(node, key), integer(node, key)
    return Stated(count, found.location) if found is not None and count is not None else None
