"""The functions of a serverless.yml: what they run, what calls them, what they are given."""

from collections.abc import Iterator
from posixpath import join, normpath

from opsworthy.facts.cloudformation.stack import Stack
from opsworthy.facts.command_lines import image_reference
from opsworthy.facts.environment_names import without_environment
from opsworthy.facts.fact import Told
from opsworthy.facts.given_variables import Given, of_mapping, secrets, variables
from opsworthy.facts.marked import resource
from opsworthy.facts.resource_marks import mark_of
from opsworthy.facts.view import View, span
from opsworthy.facts.workloads import Container, Ingress, Resources, Workload
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Node, find

_PLATFORMS = {"aws": "lambda", "google": "cloud-functions", "azure": "azure-functions", "cloudflare": "cloudflare-workers"}
_FUNCTION = "AWS::Lambda::Function"
_MEBIBYTE = 1024 * 1024
_HTTP = ("http", "httpApi", "alb")
_SHARED = ("runtime", "memorySize", "timeout")


@dataclass(frozen=True)
class Provider:
    """What all functions of a service share."""

    stack: Stack
    root: View

    @property
    def name(self) -> str:
        return self.root.at("provider", "name").string() or self.root.at("provider").string() or "aws"

    @property
    def platform(self) -> str:
        return _PLATFORMS.get(self.name, self.name)

    @property
    def given(self) -> tuple[Given, ...]:
        return of_mapping(self.root.at("provider", "environment"))


def functions(provider: Provider) -> Iterator[Told]:
    """Every function, its secrets, and the paths and hosts that reach it."""
    shared = provider.given
    yield from secrets(shared, "serverless", provider.stack.environment)
    for entry, held in _declared(provider):
        own = of_mapping(held.at("environment"))
        yield from _resource(provider, entry, held)
        yield _workload(provider, entry, held, (*shared, *own))
        yield from secrets(own, "serverless", provider.stack.environment)
        yield from _ways_in(provider, entry, held)
    for domain in ("customDomain", "customDomains"):
        yield from _domains(provider, provider.root.at("custom", domain))


def _declared(provider: Provider) -> Iterator[tuple[Entry, View]]:
    """The functions of the table, or of the tables of a list."""
    held = provider.root.at("functions")
    for table in (held, *held.items()):
        for entry, value in table.entries():
            if isinstance(value.found, Mapping):
                yield entry, value


def _resource(provider: Provider, entry: Entry, held: View) -> Iterator[Told]:
    mark = mark_of(_FUNCTION) if provider.name == "aws" else None
    if mark is not None and isinstance(held.found, Mapping):
        defaults = provider.root.at("provider").found
        lacking = [each for key in _SHARED if held.found.entry(key) is None and (each := _entry(defaults, key)) is not None]
        properties = View(Mapping((*held.found.entries, *lacking), held.found.location), held.reduce)
        address, environment = provider.stack.address(entry.key), provider.stack.environment
        yield resource(mark, properties, "serverless", _FUNCTION, address, span(entry), environment=environment)


def _entry(node: object, key: str) -> Entry | None:
    return node.entry(key) if isinstance(node, Mapping) else None


def _workload(provider: Provider, entry: Entry, held: View, given: tuple[Given, ...]) -> Workload:
    node = held.found if isinstance(held.found, Mapping) else None
    keys = ("environment", "events", "destinations", "onError", "iamRoleStatements")
    sources: list[Node | None] = [find(node, key) for key in keys]
    shared = provider.root.found if isinstance(provider.root.found, Mapping) else None
    sources += [find(shared, "provider", key) for key in ("environment", "iam", "iamRoleStatements")]
    return Workload(
        platform=provider.platform,
        kind="function",
        name=_name(provider, entry, held),
        location=span(entry),
        environment=provider.stack.environment,
        containers=(_container(provider, entry, held, given),),
        depends_on=provider.stack.needs(*sources),
        schedule=_schedule(held),
    )


def _name(provider: Provider, entry: Entry, held: View) -> str:
    return without_environment(held.at("name").string(), entry.key, provider.stack.environment)


def _container(provider: Provider, entry: Entry, held: View, given: tuple[Given, ...]) -> Container:
    handler = held.at("handler").string() or held.at("entryPoint").string()
    memory = held.at("memorySize").number() or provider.root.at("provider", "memorySize").number()
    image, build, context = _image(provider, held)
    return Container(
        name=entry.key,
        location=span(entry),
        image=image_reference(image),
        build=build,
        command=(handler,) if handler else (),
        variables=variables(given),
        resources=Resources(memory.location, memory_limit=memory.value * _MEBIBYTE) if isinstance(memory, Stated) else None,
        context=context,
    )


def _image(provider: Provider, held: View) -> tuple[Stated[str] | None, Stated[str] | None, Stated[str] | None]:
    """The image that a function runs, or the Dockerfile and folder of the one that is built for it."""
    written = held.at("image").stated() or held.at("image", "name").stated() or held.at("image", "uri").stated()
    if written is None:
        return None, None, None
    own = provider.root.at("provider", "ecr", "images", written.value)
    path = own.at("path").stated() or own.stated()
    if path is None or ("/" in path.value and "." in path.value.partition("/")[0] and not path.value.startswith(".")):
        return (written if path is None else path), None, None
    folder = normpath(join(provider.stack.folder, path.value))
    file = own.at("file").string() or "Dockerfile"
    shown = "" if folder == "." else folder
    return None, Stated(join(shown, file), path.location), Stated(shown, path.location)


def _schedule(held: View) -> Stated[str] | None:
    for event in held.at("events").items():
        rule = event.at("schedule")
        said = rule.stated() or rule.at("rate").stated() or rule.at("rate", 0).stated()
        if said is not None:
            return said
    return None


def _ways_in(provider: Provider, entry: Entry, held: View) -> Iterator[Ingress]:
    """The paths of HTTP events, in the long and the short form, and a function's own address."""
    name = _name(provider, entry, held)
    environment = provider.stack.environment
    for event in held.at("events").items():
        for kind, said in event.entries():
            path = _path(kind.key, said)
            if path is not None:
                yield Ingress(entry.key, None, path.value, name, path.location, tls=True, environment=environment)
    url = held.at("url")
    if url.is_there() and url.location is not None and url.string() != "false":
        yield Ingress(entry.key, None, "/", name, url.location, tls=True, environment=environment)


def _path(kind: str, said: View) -> Stated[str] | None:
    if kind not in _HTTP:
        return None
    text = said.stated()
    if text is not None:
        _, _, path = text.value.rpartition(" ")
        return Stated("/{proxy+}" if path == "*" else f"/{path.lstrip('/')}", text.location)
    listed = said.at("path").stated() or said.at("conditions", "path", 0).stated() or said.at("conditions", "path").stated()
    return Stated(f"/{listed.value.lstrip('/')}", listed.location) if listed is not None else None


def _domains(provider: Provider, held: View) -> Iterator[Ingress]:
    """The hosts that the plug-in for domains is told to make; each kind of API may have its own."""
    waiting = [held, *held.items()]
    waiting += [value for view in list(waiting) for entry, value in view.entries() if entry.key in ("rest", "http", "websocket")]
    for each in waiting:
        host = each.at("domainName").stated()
        if host is not None and "." in host.value and isinstance(each.found, Mapping):
            service = provider.root.at("service").string() or provider.root.at("service", "name").string() or ""
            yield Ingress(host.value, host.value, "/", service, host.location, tls=True, environment=provider.stack.environment)
