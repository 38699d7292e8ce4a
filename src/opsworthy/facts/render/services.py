"""The services of a blueprint: web, private, worker, cron and static."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import image_reference, of_shell, withheld_path
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import dockerfile, within
from opsworthy.facts.hosting.variables import port, variables
from opsworthy.facts.ports import number
from opsworthy.facts.render.variables import Given, given
from opsworthy.facts.workloads import Autoscaler, Container, Ingress, Port, Probe, Volume, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, find, integer, items, stated, string

STORES = ("keyvalue", "redis")
_DOCKER = ("docker", "image")


def kind_of(service: Node) -> str:
    """Render's own word for the type; a static site is written in two ways."""
    kind, runtime = string(service, "type") or "web", string(service, "runtime") or string(service, "env")
    return "static-site" if "static" in (kind, runtime) else kind


def read(service: Mapping, name: Stated[str], files: Files, environment: str | None) -> Iterator[Told]:
    """The workload, its scaling, and the addresses that reach it."""
    kind, vars_ = kind_of(service), given(service)
    listens = port(each.named for each in vars_)
    yield Workload(
        "render",
        kind,
        name.value,
        name.location,
        environment,
        replicas=_count(service, "numInstances"),
        containers=_containers(service, name, files, vars_, listens),
        depends_on=tuple(_depends_on(vars_, name.value)),
        volumes=tuple(_disks(service)),
        schedule=stated(service, "schedule"),
        size=stated(service, "plan"),
    )
    yield from _scaling(service, name, environment)
    if kind in ("web", "static-site"):
        yield from _ingresses(service, name, environment, str(listens.number) if listens else None)


def _containers(
    service: Mapping, name: Stated[str], files: Files, vars_: tuple[Given, ...], listens: Port | None
) -> tuple[Container, ...]:
    image = image_reference(stated(service, "image", "url"))
    build, folder = _build(service, files)
    said = stated(service, "startCommand") or stated(service, "dockerCommand")
    start = said.value if said is not None else ""
    main = Container(
        name.value,
        name.location,
        image,
        build,
        of_shell(start),
        (listens,) if listens else ports_told(of_shell(start), said.location) if said is not None else (),
        tuple(_probes(service, listens)),
        variables(each.named for each in vars_ if each.group is None),
        tuple(Stated(("configmap", each.group), each.named.location) for each in vars_ if each.group is not None),
        context=folder,
    )
    first = stated(service, "preDeployCommand") or stated(service, "initialDeployHook")
    if first is None or not first.value.strip():
        return (main,)
    return (Container("release", first.location, image, build, of_shell(first.value), init=True, context=folder), main)


def _build(service: Node, files: Files) -> tuple[Stated[str] | None, Stated[str] | None]:
    """The Dockerfile, and the folder that a service says it is built from; a service of another repository has neither."""
    if string(service, "repo") is not None and find(service, "image") is not None:
        return None, None
    root = stated(service, "rootDir") or stated(service, "dockerContext")
    folder = within("", root.value) if root else ""
    context = Stated(folder, root.location) if root and folder is not None else None
    file = stated(service, "dockerfilePath")
    runtime = string(service, "runtime") or string(service, "env")
    if (runtime not in _DOCKER and file is None) or find(service, "image") is not None:
        return None, context
    return dockerfile(files, (folder or "", ""), file), context


def _probes(service: Node, listens: Port | None) -> Iterator[Probe]:
    path = stated(service, "healthCheckPath")
    if path is not None:
        yield Probe("health", "http", path.location, withheld_path(path.value), str(listens.number) if listens else None)


def _depends_on(vars_: tuple[Given, ...], own: str) -> Iterator[Stated[str]]:
    seen: set[str] = set()
    for each in vars_:
        if each.target is not None and each.target.value != own and each.target.value not in seen:
            seen.add(each.target.value)
            yield each.target


def _disks(service: Node) -> Iterator[Volume]:
    disk = find(service, "disk")
    name = stated(disk, "name")
    if name is not None:
        size = integer(disk, "sizeGB")
        yield Volume(name.value, name.location, size * 10**9 if size is not None else None, string(disk, "mountPath"))


def _count(node: Node | None, key: str) -> Stated[int] | None:
    found, count = find(node, key), integer(node, key)
    return Stated(count, found.location) if found is not None and count is not None else None


def _scaling(service: Node, name: Stated[str], environment: str | None) -> Iterator[Autoscaler]:
    scaling = find(service, "scaling")
    most = _count(scaling, "maxInstances")
    if most is None:
        return
    wanted = (("cpu", string(scaling, "targetCPUPercent")), ("memory", string(scaling, "targetMemoryPercent")))
    metrics = tuple((what, f"{percent}% utilization") for what, percent in wanted if percent)
    least = _count(scaling, "minInstances")
    yield Autoscaler(name.value, "service", name.value, most, most.location, least, metrics, environment)


def _ingresses(service: Node, name: Stated[str], environment: str | None, listens: str | None) -> Iterator[Ingress]:
    """One for each domain; a service without any has an address that Render makes, which no file says."""
    hosts: list[tuple[str | None, Location]] = [
        (item.text, item.location) for item in items(service, "domains") if isinstance(item, Scalar) and item.text.strip()
    ]
    single = stated(service, "domain")
    hosts += [(single.value, single.location)] if single else []
    target = listens if listens and number(listens) else None
    for host, place in hosts or [(None, name.location)]:
        yield Ingress(name.value, host, "/", name.value, place, target, tls=True, environment=environment)
