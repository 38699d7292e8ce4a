"""The components of an app: services, workers, jobs, functions and static sites."""

from collections.abc import Iterator
from posixpath import join

from opsworthy.facts.command_lines import image_reference, of_shell, withheld_path
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.digitalocean.variables import Given, given, plain
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import dockerfile, within
from opsworthy.facts.hosting.variables import port, variables
from opsworthy.facts.workloads import Autoscaler, Container, Ingress, Port, Probe, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, find, integer, items, stated, string

PLATFORM = "digitalocean-app"
KINDS = {
    "services": "service",
    "workers": "worker",
    "jobs": "Job",
    "functions": "function",
    "static_sites": "static-site",
}
_PROBES = (("health_check", "health"), ("readiness_check", "readiness"), ("liveness_health_check", "liveness"))
_HOOKS = ("PRE_DEPLOY", "POST_DEPLOY", "FAILED_DEPLOY")


def read(component: Mapping, kind: str, files: Files, shared: tuple[Given, ...], environment: str | None) -> Iterator[Told]:
    """The workload of a component, its scaling, and the paths that reach it."""
    name = stated(component, "name")
    if name is None:
        return
    own = given(component)
    every = (*own, *(each for each in shared if each.name not in {one.name for one in own}))
    moment = stated(component, "kind")
    yield Workload(
        PLATFORM, kind, name.value, name.location, environment,
        replicas=_count(component, "instance_count"),
        containers=(_container(component, name, files, every),),
        depends_on=_needs(every, name.value),
        schedule=stated(component, "schedule", "cron"),
        size=stated(component, "instance_size_slug"),
        hook=moment if moment is not None and moment.value in _HOOKS else None,
    )  # fmt: skip
    yield from _scaling(component, name, environment)
    for route in items(component, "routes"):
        path = stated(route, "path")
        if path is not None:
            yield Ingress(name.value, None, path.value, name.value, path.location, tls=True, environment=environment)


def _container(component: Mapping, name: Stated[str], files: Files, every: tuple[Given, ...]) -> Container:
    ports, folder = tuple(_ports(component)), _folder(component)
    named = tuple(plain(each) for each in every)
    said, run = port(named), stated(component, "run_command")
    words = of_shell(run.value) if run is not None else ()
    told = (said,) if said is not None else ports_told(words, run.location) if run is not None else ()
    return Container(
        name.value, name.location, _image(component), _build(component, files, folder.value),
        words, ports or told,
        tuple(_probes(component)), variables(named), context=folder,
    )  # fmt: skip


def _folder(component: Mapping) -> Stated[str]:
    """The folder of its source: the root where it says no other."""
    said = stated(component, "source_dir")
    folder = within("", said.value) if said is not None else None
    return Stated(folder or ".", said.location if said is not None else component.location)


def _build(component: Mapping, files: Files, folder: str) -> Stated[str] | None:
    """The Dockerfile that is named, or that stands where the source does: the platform takes it before any buildpack."""
    if find(component, "image") is not None:
        return None
    named = stated(component, "dockerfile_path")
    if named is None and string(component, "environment_slug") is not None:
        return None
    return dockerfile(files, ("" if named is not None or folder == "." else folder,), named)


def _image(component: Mapping) -> Stated[str] | None:
    image = find(component, "image")
    repository = stated(image, "repository")
    if repository is None:
        return None
    registry, tag = string(image, "registry"), string(image, "tag")
    whole = join(registry, repository.value) if registry else repository.value
    return image_reference(Stated(f"{whole}:{tag}" if tag else whole, repository.location))


def _ports(component: Mapping) -> Iterator[Port]:
    told: set[int] = set()
    http, number = find(component, "http_port"), integer(component, "http_port")
    found: list[tuple[int | None, Node | None]] = [(number, http)]
    found += [(integer(each), each) for each in items(component, "internal_ports")]
    for value, node in found:
        if value is not None and 0 < value < 65536 and node is not None and value not in told:
            told.add(value)
            yield Port(value, node.location)


def _probes(component: Mapping) -> Iterator[Probe]:
    for key, role in _PROBES:
        path = stated(component, key, "http_path")
        number = integer(component, key, "port")
        if path is not None:
            yield Probe(
                role, "http", path.location, withheld_path(path.value), str(number) if number is not None else None,
                period=integer(component, key, "period_seconds"), timeout=integer(component, key, "timeout_seconds"),
                failures=integer(component, key, "failure_threshold"),
            )  # fmt: skip
        elif isinstance(found := find(component, key), Mapping) and number is not None:
            yield Probe(role, "tcp", found.location, None, str(number))


def _count(node: Node, *path: str) -> Stated[int] | None:
    found, number = find(node, *path), integer(node, *path)
    return Stated(number, found.location) if found is not None and number is not None else None


def _scaling(component: Mapping, name: Stated[str], environment: str | None) -> Iterator[Autoscaler]:
    most = _count(component, "autoscaling", "max_instance_count")
    if most is None:
        return
    percent = string(component, "autoscaling", "metrics", "cpu", "percent")
    yield Autoscaler(
        name.value, "service", name.value, most, most.location, _count(component, "autoscaling", "min_instance_count"),
        (("cpu", f"{percent}% utilization"),) if percent else (), environment,
    )  # fmt: skip


def _needs(every: tuple[Given, ...], own: str) -> tuple[Stated[str], ...]:
    """The databases and components whose values it takes."""
    found: dict[str, Location] = {}
    for each in every:
        if each.target is not None and each.target != own:
            found.setdefault(each.target, each.location)
    return tuple(Stated(name, place) for name, place in found.items())


def rules(spec: Mapping, environment: str | None) -> Iterator[Ingress]:
    """The rules of the app's ingress, which may stand in place of a component's own routes, and its domains."""
    for rule in items(spec, "ingress", "rules"):
        component, path = stated(rule, "component", "name"), stated(rule, "match", "path", "prefix")
        if component is not None:
            yield Ingress(
                component.value, None, path.value if path else "/", component.value, component.location, tls=True,
                environment=environment,
            )  # fmt: skip
    first = next((string(each, "name") for kind in ("services", "static_sites") for each in items(spec, kind)), None)
    for domain in items(spec, "domains"):
        host = stated(domain, "domain")
        host = Stated(domain.text, domain.location) if isinstance(domain, Scalar) and domain.text.strip() else host
        if host is not None and first is not None and "$" not in host.value:
            yield Ingress(first, host.value, "/", first, host.location, tls=True, environment=environment)
