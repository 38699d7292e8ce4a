"""Manifests of AWS Copilot: services and jobs on ECS or App Runner, and their environments."""

from collections.abc import Iterator
from posixpath import join, normpath

from opsworthy.facts.command_lines import image_reference, of_shell, withheld
from opsworthy.facts.detector import Detector
from opsworthy.facts.ecs.containers import of_task, secret_named
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.given_variables import Given, of_mapping, secrets, variables
from opsworthy.facts.healthchecks import of_command
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.told_again import Telling
from opsworthy.facts.view import Pointer, View, span
from opsworthy.facts.workloads import Autoscaler, Container, Ingress, Port, Probe, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Sequence

_KINDS = {
    "Load Balanced Web Service": ("ecs", "service"),
    "Backend Service": ("ecs", "service"),
    "Worker Service": ("ecs", "service"),
    "Request-Driven Web Service": ("app-runner", "service"),
    "Scheduled Job": ("ecs", "task"),
    "Static Site": ("static-site", "site"),
}
_DEEPEST = 10


def _wants(path: str) -> bool:
    return path.endswith("/manifest.yml") and "copilot/" in path


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        documents = files.yaml(source)
        yield from documents.problems
        root = documents.documents[0] if documents.documents else None
        kind = View(root).at("type").string()
        if not isinstance(root, Mapping) or kind is None:
            continue
        if kind == "Environment":
            name = View(root).at("name").stated()
            if name is not None:
                folder = source.path.rpartition("/")[0]
                yield EnvironmentDeclared(name.value, name.location, "ecs", ("copilot", folder))
        elif kind in _KINDS:
            yield from _service(root)


def _service(root: Mapping) -> Iterator[Told]:
    """What holds in every environment, then what its section changes in each."""
    telling = Telling()
    yield from telling.shared(_of(root, None))
    for entry, _ in View(root).at("environments").entries():
        if isinstance(entry.value, Mapping):
            yield from telling.of_environment(_of(_over(root, entry.value, 0), entry.key))


def _over(under: Node, upper: Node, depth: int) -> Mapping:
    """A manifest with the changes of an environment laid over it."""
    assert isinstance(under, Mapping)
    assert isinstance(upper, Mapping)
    entries = {entry.key: entry for entry in under.entries}
    for entry in upper.entries:
        held = entries.get(entry.key)
        value = entry.value
        if held is not None and isinstance(held.value, Mapping) and isinstance(value, Mapping) and depth < _DEEPEST:
            value = _over(held.value, value, depth + 1)
        entries[entry.key] = Entry(entry.key, value, entry.location)
    return Mapping(tuple(entries.values()), under.location)


def _of(root: Mapping, environment: str | None) -> Iterator[Told]:
    held = View(root)
    name = held.at("name").stated()
    platform, kind = _KINDS[held.at("type").string() or ""]
    if name is None:
        return
    given = (*of_mapping(held.at("variables")), *_secret_variables(held))
    count = held.at("count").number()
    yield Workload(
        platform,
        kind,
        name.value,
        root.location,
        environment=environment,
        replicas=count if isinstance(count, Stated) else None,
        containers=(_container(held, name, root.location, given), *_sidecars(held)),
        schedule=held.at("on", "schedule").stated(),
    )
    yield from secrets(given, "copilot", environment)
    most = held.at("count", "range").stated() or held.at("count", "range", "max").stated()
    least, _, highest = (most.value if most is not None else "").rpartition("-")
    if most is not None and highest.isdigit() and len(highest) < 7:
        minimum = Stated(int(least), most.location) if least.isdigit() and len(least) < 7 else None
        bound = Stated(int(highest), most.location)
        yield Autoscaler(name.value, "service", name.value, bound, most.location, minimum, environment=environment)
    yield from _ways_in(held, name.value, environment)


def _container(held: View, name: Stated[str], place: Location, given: tuple[Given, ...]) -> Container:
    build = held.at("image", "build")
    file = build.stated() or build.at("dockerfile").stated()
    context = build.at("context").stated()
    folder = context.value if context is not None else (file.value.rpartition("/")[0] if file is not None else "")
    port = held.at("image", "port").number()
    command = held.at("command")
    words = tuple(text for item in command.items() if (text := item.string()) is not None)
    written = command.string()
    return Container(
        name.value,
        place,
        image=image_reference(held.at("image", "location").stated()),
        build=Stated(normpath(file.value), file.location) if file is not None else None,
        command=of_shell(written) if written else withheld(words),
        ports=(Port(port.value, port.location),) if isinstance(port, Stated) else (),
        probes=tuple(_probes(held, name.value)),
        variables=variables(given),
        resources=of_task(held),
        context=Stated(normpath(join(folder, ".")), file.location) if file is not None and folder else None,
    )


def _probes(held: View, name: str) -> Iterator[Probe]:
    """The load balancer's check, and the container's own."""
    check = held.at("http", "healthcheck")
    path = check.stated() or check.at("path").stated()
    if path is not None:
        yield Probe("health", "http", path.location, path.value, check.at("port").string())
    own = held.at("image", "healthcheck", "command")
    words = [text for item in own.items() if (text := item.string()) is not None]
    if words and own.location is not None:
        shell = words[0] == "CMD-SHELL"
        yield of_command(" ".join(words[1:]) if shell else tuple(words[1:]), own.location, (name,))


def _secret_variables(held: View) -> tuple[Given, ...]:
    """`secrets`: a parameter's name, or that of a secret of the other store."""
    found = []
    for entry, value in held.at("secrets").entries():
        text = value.stated() or value.at("from_cfn").stated()
        other = value.at("secretsmanager").stated()
        if other is not None:
            pointer = Pointer("secret", other.value.rstrip(":").partition(":")[0], other.location, "", "aws-secrets-manager")
        elif text is not None:
            pointer = secret_named(text.value, text.location)
        else:
            continue
        found.append(Given(entry.key, entry.location, View(pointer)))
    return tuple(found)


def _sidecars(held: View) -> Iterator[Container]:
    for entry, value in held.at("sidecars").entries():
        image, port = value.at("image").stated(), value.at("port").number()
        ports = (Port(port.value, port.location),) if isinstance(port, Stated) else ()
        given = of_mapping(value.at("variables"))
        yield Container(entry.key, span(entry), image=image_reference(image), ports=ports, variables=variables(given))


def _ways_in(held: View, name: str, environment: str | None) -> Iterator[Ingress]:
    """The path and the hosts of a web service."""
    path = held.at("http", "path").stated()
    alias = held.at("http", "alias")
    listed = alias.items() if isinstance(alias.found, Sequence) else (alias,)
    known = [host for item in listed if (host := item.stated() or item.at("name").stated()) is not None]
    written = path.value if path is not None else "/"
    for host in known:
        yield Ingress(name, host.value, f"/{written.strip('/')}", name, host.location, tls=True, environment=environment)
    if path is not None and not known:
        yield Ingress(name, None, f"/{written.strip('/')}", name, path.location, environment=environment)


DETECTOR = Detector("copilot", "services of AWS Copilot", _wants, _detect, looks_at=("manifest.yml",))
