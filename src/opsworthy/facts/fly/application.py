"""One fly.toml as the processes of an application."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import image_reference, of_shell
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.fly.checks import of_command, of_service, of_top
from opsworthy.facts.fly.machines import is_public, machine, ports, replicas, services, volumes
from opsworthy.facts.hosting.naming import folder_name, is_filled_in_elsewhere
from opsworthy.facts.hosting.paths import dockerfile, folder_of
from opsworthy.facts.hosting.variables import named, secrets, variables
from opsworthy.facts.operations import Scrape
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import Container, Ingress, Probe, Workload
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, items, stated, string
from opsworthy.text.source import Source

_ONLY = "app"


@dataclass(frozen=True, slots=True)
class Application:
    """`name` is that of the app where the file states it, else of the folder; `environment` what a variant is for."""

    root: Mapping
    name: str
    location: Location
    environment: str | None
    stated: bool


def application(root: Mapping, source: Source, environment: str | None) -> Application:
    written = stated(root, "app")
    if written is None or is_filled_in_elsewhere(written.value):
        return Application(root, folder_name(source.path), source.at(1), environment, stated=False)
    return Application(root, written.value, written.location, environment, stated=True)


def read(app: Application, files: Files) -> Iterator[Told]:
    """Its processes, its address, its secrets and what collects its metrics."""
    processes = _processes(app)
    default = _ONLY if _ONLY in processes else min(processes)
    for group in processes:
        yield _workload(app, files, processes, group, default)
    yield from _ingresses(app, processes, default)
    yield from secrets(named(app.root, "env"), "fly", app.environment)
    for item in items(app.root, "files"):
        name = stated(item, "secret_name")
        if name is not None:
            yield SecretDeclared(name.value, "fly", name.location, environment=app.environment)
    yield from _scrapes(app)


def _processes(app: Application) -> dict[str, tuple[Location, tuple[str, ...]]]:
    """Each process group with its place and command; one application without groups is one group."""
    found = {entry.key: (entry.location, of_shell(_text(entry.value))) for entry in entries(app.root, "processes")}
    own = tuple(item.text for item in items(app.root, "experimental", "cmd") if isinstance(item, Scalar))
    return found or {_ONLY: (app.location, own or of_shell(string(app.root, "experimental", "cmd") or ""))}


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) and node.value is not None else ""


def process_name(app: Application, processes: dict[str, tuple[Location, tuple[str, ...]]], group: str) -> str:
    """The name of a process: that of the application where it is the only one or the one that is called `app`."""
    return app.name if group == _ONLY or len(processes) == 1 else group


def _workload(
    app: Application, files: Files, processes: dict[str, tuple[Location, tuple[str, ...]]], group: str, default: str
) -> Workload:
    place, command = processes[group]
    alone = len(processes) == 1
    location = app.location if alone or group == _ONLY else place
    reached = services(app.root, group, default)
    size, resources = machine(app.root, group)
    image = image_reference(stated(app.root, "build", "image"))
    name = process_name(app, processes, group)
    build = dockerfile(files, (folder_of(location.path), ""), stated(app.root, "build", "dockerfile")) if image is None else None
    container = Container(
        name,
        location,
        image,
        build,
        command,
        ports(reached) or ports_told(command, place),
        tuple(_probes(app, reached, group, default)),
        variables(named(app.root, "env")),
        resources=resources,
    )
    return Workload(
        "fly",
        "process",
        name,
        location,
        app.environment,
        replicas=replicas(reached),
        containers=(*_release(app, image, build, group == default), container),
        volumes=tuple(volumes(app.root, group, default)),
        size=size,
    )


def _release(app: Application, image: Stated[str] | None, build: Stated[str] | None, first: bool) -> tuple[Container, ...]:
    """What runs once before a release takes over."""
    command = stated(app.root, "deploy", "release_command")
    if command is None or not first or not command.value.strip():
        return ()
    return (Container("release", command.location, image, build, of_shell(command.value), init=True),)


def _probes(app: Application, reached: tuple[Node, ...], group: str, default: str) -> Iterator[Probe]:
    for service in reached:
        yield from of_service(service, string(service, "internal_port"))
        yield from of_command(service)
    yield from of_top(app.root, group, default)


def _ingresses(app: Application, processes: dict[str, tuple[Location, tuple[str, ...]]], default: str) -> Iterator[Ingress]:
    """The address that Fly gives to every application that answers HTTP; a domain of one's own stands in no file."""
    host = f"{app.name}.fly.dev" if app.stated else None
    for group in processes:
        public = [service for service in services(app.root, group, default) if is_public(service)]
        if public:
            name = process_name(app, processes, group)
            port = string(public[0], "internal_port")
            yield Ingress(app.name, host, "/", name, app.location, port, tls=True, environment=app.environment)


def _scrapes(app: Application) -> Iterator[Scrape]:
    metrics = find(app.root, "metrics")
    for section in metrics.items if metrics is not None and not isinstance(metrics, Mapping | Scalar) else (metrics,):
        port = stated(section, "port")
        if port is not None:
            yield Scrape(
                app.name,
                "fly",
                port.location,
                port=port.value,
                path=string(section, "path") or "/metrics",
                environment=app.environment,
            )
