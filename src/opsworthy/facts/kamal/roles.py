"""The roles and accessories of a Kamal deployment as workloads."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.command_lines import image_reference, of_shell, withheld_path
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import dockerfile, folder_of
from opsworthy.facts.hosting.variables import Named, named, secrets, variables
from opsworthy.facts.kamal.configuration import Deployment
from opsworthy.facts.ports import number
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import Container, Ingress, Port, Probe, Variable, Volume, Workload
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, integer, items, stated, string

_FIRST = "web"
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Role:
    name: str
    node: Node | None
    location: Location


def read(made: Deployment, files: Files) -> Iterator[Told]:
    service = stated(made.root, "service")
    if service is None:
        return
    roles = tuple(_roles(made.root, service.location))
    for role in roles:
        yield _workload(made, files, role, service)
    yield from _addresses(made, service)
    for entry in entries(made.root, "accessories")[:_MOST]:
        yield _accessory(entry, made.destination)
    yield from _secrets(made)


def _roles(root: Mapping, place: Location) -> Iterator[_Role]:
    """The roles of `servers`; a plain list is the one that answers requests."""
    servers = find(root, "servers")
    if not isinstance(servers, Mapping):
        yield _Role(_FIRST, servers, place)
        return
    yield from (_Role(entry.key, entry.value, place if entry.key == _FIRST else entry.location)
                for entry in servers.entries[:_MOST])  # fmt: skip


def _list(hosts: tuple[Node, ...]) -> Location:
    """From the first host to the last."""
    first, last = hosts[0].location, hosts[-1].location
    return replace(first, end_line=max(first.line, last.end_line, last.line), end_column=0)


def _hosts(node: Node | None) -> tuple[Node, ...]:
    """The hosts of a role; one host may bear tags."""
    listed = node.items if isinstance(node, Sequence) else items(node, "hosts")
    return listed[:_MOST]


def _workload(made: Deployment, files: Files, role: _Role, service: Stated[str]) -> Workload:
    first = role.name == _FIRST
    name = service.value if first else role.name
    hosts = _hosts(role.node)
    given = (*_clear(find(made.root, "env")), *_clear(find(role.node, "env")))
    asked = (*_asked(find(made.root, "env")), *_asked(find(role.node, "env")))
    proxied = first or find(role.node, "proxy") is not None
    root = folder_of(folder_of(made.path))
    file = stated(made.root, "builder", "dockerfile")
    file = None if file is not None and "<%" in file.value else file
    container = Container(
        name,
        role.location,
        image_reference(stated(made.root, "image")),
        dockerfile(files, (root,), file),
        of_shell(string(role.node, "cmd") or ""),
        tuple(_ports(made.root)) if proxied else (),
        tuple(_probes(made.root)) if proxied else (),
        (*variables(given), *(Variable(each.value, each.location, source=("secret", each.value, "")) for each in asked)),
    )
    return Workload(
        "kamal",
        "role",
        name,
        role.location,
        made.destination,
        replicas=Stated(len(hosts), _list(hosts)) if hosts else None,
        containers=(container,),
        volumes=tuple(_volumes(items(made.root, "volumes"))),
    )


def _ports(root: Mapping) -> Iterator[Port]:
    written = stated(root, "proxy", "app_port") or stated(root, "healthcheck", "port")
    listens = number(written.value) if written is not None else None
    if written is not None and listens is not None:
        yield Port(listens, written.location)


def _probes(root: Mapping) -> Iterator[Probe]:
    check = find(root, "proxy", "healthcheck") or find(root, "healthcheck")
    path = stated(check, "path")
    if path is not None:
        port = string(check, "port") or string(root, "proxy", "app_port")
        yield Probe("health", "http", path.location, withheld_path(path.value), port, period=integer(check, "interval"),
                    timeout=integer(check, "timeout"))  # fmt: skip


def _clear(env: Node | None) -> tuple[Named, ...]:
    """The variables whose values are written: under `clear`, or directly in the older form."""
    if find(env, "clear") is not None or find(env, "secret") is not None:
        return named(env, "clear")
    return tuple(each for each in named(env) if each.value is not None)


def _asked(env: Node | None) -> tuple[Stated[str], ...]:
    """The variables that are secret by name; `NAME:STORED` is stored under another name."""
    found = (stated(item) for item in items(env, "secret")[:_MOST])
    return tuple(Stated(each.value.partition(":")[0], each.location) for each in found if each is not None)


def _addresses(made: Deployment, service: Stated[str]) -> Iterator[Ingress]:
    proxy = find(made.root, "proxy")
    hosts = [stated(proxy, "host"), *(stated(item) for item in items(proxy, "hosts"))]
    port, path = string(proxy, "app_port"), string(proxy, "path_prefix") or "/"
    for host in hosts:
        for name in host.value.split(",") if host is not None else ():
            if host is not None and name.strip() and "<%" not in name:
                tls = string(proxy, "ssl") not in (None, "false")
                yield Ingress(service.value, name.strip(), path, service.value, host.location, port, tls, made.destination)


def _accessory(entry: Entry, destination: str | None) -> Workload:
    node = entry.value
    hosts = _hosts(node)
    asked = _asked(find(node, "env"))
    container = Container(
        entry.key,
        entry.location,
        image_reference(stated(node, "image")),
        command=of_shell(string(node, "cmd") or ""),
        ports=tuple(_published(stated(node, "port"))),
        variables=(
            *variables(_clear(find(node, "env"))),
            *(Variable(each.value, each.location, source=("secret", each.value, "")) for each in asked),
        ),
    )
    return Workload(
        "kamal",
        "accessory",
        entry.key,
        entry.location,
        destination,
        replicas=Stated(len(hosts), _list(hosts)) if hosts else None,
        containers=(container,),
        volumes=tuple(_volumes((*items(node, "volumes"), *items(node, "directories")))),
    )


def _published(written: Stated[str] | None) -> Iterator[Port]:
    outside, _, inside = written.value.rpartition(":") if written is not None else ("", "", "")
    listens = number(inside)
    if written is not None and listens is not None:
        yield Port(listens, written.location, target=outside.rpartition(":")[2] or None)


def _volumes(listed: tuple[Node, ...]) -> Iterator[Volume]:
    """Volumes, and folders that Kamal makes on the host; a path of the host is none."""
    for item in listed[:_MOST]:
        source, colon, target = item.text.partition(":") if isinstance(item, Scalar) else ("", "", "")
        if colon and source and not source.startswith(("/", ".", "~")):
            yield Volume(source, item.location, mount=target.partition(":")[0])


def _secrets(made: Deployment) -> Iterator[SecretDeclared]:
    """Every secret that the deployment is given, by name, and values that stand in the file."""
    root = made.root
    nodes: list[Node | None] = [find(root, "env"), *(find(entry.value, "env") for entry in entries(root, "accessories"))]
    nodes += [find(entry.value, "env") for entry in entries(root, "servers")]
    told: dict[str, Location] = {}
    for node in nodes:
        yield from secrets(_clear(node), "kamal", made.destination)
        for each in _asked(node):
            told.setdefault(each.value, each.location)
    for item in (*items(root, "registry", "password"), *items(root, "builder", "secrets")):
        if isinstance(item, Scalar) and item.value is not None:
            told.setdefault(item.text, item.location)
    for name, where in told.items():
        yield SecretDeclared(name, "kamal", where, environment=made.destination)
    password = stated(root, "registry", "password")
    yield from secrets((Named("registry password", password.value, password.location),), "kamal") if password else ()
