"""Platform.sh and Upsun: applications, their workers and crons, and the services that keep their data."""

from collections.abc import Iterator
from posixpath import dirname

from opsworthy.facts.command_lines import of_shell
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import within
from opsworthy.facts.hosting.variables import named, secrets, variables
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.resource_marks import engine_named
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, stated
from opsworthy.text.source import Source

_PLATFORM = "platform-sh"
_APPLICATION = ".platform.app.yaml"
_SERVICES = (".platform/services.yaml", ".platform/applications.yaml")
_WHOLE = ".upsun/"
_KINDS = {"redis": "cache", "redis-persistent": "cache", "valkey": "cache", "memcached": "cache", "elasticsearch": "search",
          "opensearch": "search", "solr": "search", "kafka": "stream", "rabbitmq": "queue"}  # fmt: skip
_NONE = frozenset({"network-storage", "varnish", "headless", "chrome-headless", "vault-kms"})
_MOST = 200


def _wants(path: str) -> bool:
    if not path.endswith((".yaml", ".yml")):
        return False
    whole = path.startswith(_WHOLE) or f"/{_WHOLE}" in path
    return whole or path.endswith((_APPLICATION, *_SERVICES))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        documents = files.yaml(source)
        yield from documents.problems
        root = documents.documents[0] if documents.documents else None
        if not isinstance(root, Mapping):
            continue
        if source.path.endswith(_APPLICATION):
            yield from _application(root, None, source)
        elif source.path.endswith(_SERVICES[0]):
            yield from (each for entry in root.entries[:_MOST] for each in _service(entry))
        else:
            for entry in (entries(root, "applications") or (root.entries if source.path.endswith(_SERVICES[1]) else ()))[:_MOST]:
                yield from _application(entry.value, entry, source)
            for entry in entries(root, "services")[:_MOST]:
                yield from _service(entry)


def _application(node: Node, entry: Entry | None, source: Source) -> Iterator[Told]:
    said = stated(node, "name")
    if entry is not None:
        said = Stated(entry.key, entry.location)
    if said is None or stated(node, "type") is None:
        return
    given = named(node, "variables", "env")
    top = dirname(source.path) if source.path.endswith(_APPLICATION) else ""
    root = stated(node, "source", "root")
    folder = within(top, root.value) if root is not None else top
    context = Stated(folder or ".", root.location if root is not None else said.location)
    start, needs = stated(node, "web", "commands", "start"), tuple(_needs(node))
    words = of_shell(start.value) if start is not None else ()
    container = Container(
        said.value, said.location, command=words, ports=ports_told(words, start.location) if start is not None else (),
        variables=variables(given), context=context,
    )  # fmt: skip
    kind = "static-site" if start is None and find(node, "web", "locations") is not None and _is_static(node) else "app"
    yield Workload(_PLATFORM, kind, said.value, said.location, containers=(container,), depends_on=needs)
    yield from secrets(given, _PLATFORM)
    for worker in entries(node, "workers")[:_MOST]:
        yield _part("worker", worker.key, worker.location, stated(worker.value, "commands", "start"), context, needs)
    for cron in entries(node, "crons")[:_MOST]:
        command = stated(cron.value, "commands", "start") or stated(cron.value, "cmd")
        yield _part("cron", cron.key, cron.location, command, context, needs, stated(cron.value, "spec"))


def _part(
    kind: str, name: str, at: Location, command: Stated[str] | None, context: Stated[str], needs: tuple[Stated[str], ...],
    schedule: Stated[str] | None = None,
) -> Workload:  # fmt: skip
    held = Container(name, at, command=of_shell(command.value) if command is not None else (), context=context)
    return Workload(_PLATFORM, kind, name, at, containers=(held,), depends_on=needs, schedule=schedule)


def _is_static(node: Node) -> bool:
    """Whether no location hands requests to a program."""
    found = [find(each.value, "passthru") for each in entries(node, "web", "locations")]
    return all(each is None or (isinstance(each, Scalar) and each.value is False) for each in found)


def _needs(node: Node) -> Iterator[Stated[str]]:
    """The services of relationships: `database: "db:postgresql"`, `database: {service: db}`, or only the service's name."""
    for entry in entries(node, "relationships")[:_MOST]:
        told = stated(entry.value) or stated(entry.value, "service")
        name = told.value.partition(":")[0] if told is not None else entry.key
        yield Stated(name, told.location if told is not None else entry.location)


def _service(entry: Entry) -> Iterator[Resource]:
    kind = stated(entry.value, "type")
    if kind is None:
        return
    word, _, version = kind.value.partition(":")
    engine = engine_named(word)
    if word in _NONE or engine is None:
        return
    attributes = (("version", Stated(version, kind.location)),) if version else ()
    yield Resource(
        _PLATFORM, _PLATFORM, word, entry.key, f"services.{entry.key}", _KINDS.get(word, "database"), entry.location, engine,
        attributes=attributes, paid=True,
    )  # fmt: skip


DETECTOR = Detector(
    "platform_sh",
    "applications for Platform.sh and Upsun",
    _wants,
    _detect,
    looks_at=(".platform.app.yaml", "*.platform.app.yaml", ".platform/*.yaml", ".upsun/*.yaml", ".upsun/*.yml"),
)
