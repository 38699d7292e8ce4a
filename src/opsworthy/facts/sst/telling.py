"""What the components of an SST application are in the words of facts."""

from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

from opsworthy.facts.command_lines import image_reference
from opsworthy.facts.constructs.construct import HELD, reduce
from opsworthy.facts.fact import Told
from opsworthy.facts.given_variables import of_mapping, secrets, variables
from opsworthy.facts.marked import resource
from opsworthy.facts.ports import number
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.resource_marks import mark_of
from opsworthy.facts.sst.program import Component
from opsworthy.facts.view import View
from opsworthy.facts.workloads import Container, Port, Probe, Workload
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Node, Scalar, find, items, stated, string
from opsworthy.text.node import Mapping as MappingNode
from opsworthy.text.regex import regex

_STORE = "sst"
_LISTENED = regex(r"(\d{1,5})/(?:https?|tcp|tls|udp|tcp_udp)")
_LINKS = ("link", "bind")
_LARGEST = 200


def told(component: Component, folder: str, held: Mapping[str, str]) -> Iterator[Told]:
    """The facts of a component; `held` are the names of components by the variables that they are kept in."""
    if component.row.type:
        yield from _kept(component)
    elif component.row.kind:
        yield from _running(component, folder, held)
    else:
        yield SecretDeclared(component.name, _STORE, component.location)


def _kept(component: Component) -> Iterator[Told]:
    row = component.row
    cloud = component.cloud == "cloudflare"
    mark = mark_of("cloudflare_r2_bucket" if cloud and row.type == "aws_s3_bucket" else row.type)
    if mark is None:
        return
    node = component.properties
    engine = row.engine or string(node, "engine") or ""
    if engine and isinstance(node, MappingNode | None):
        node = _with_engine(node, engine, component)
    view = View(node, reduce)
    yield resource(mark, view, "sst", component.word, f"sst/{component.name}", component.location, title=component.name)


def _with_engine(node: MappingNode | None, engine: str, component: Component) -> MappingNode:
    """The properties with the engine that the component's own name says."""
    entries = node.entries if node is not None else ()
    if any(each.key == "engine" for each in entries):
        return MappingNode(entries, component.location)
    said = Entry("engine", Scalar(engine, engine, component.location), component.location)
    return MappingNode((*entries, said), component.location)


def _running(component: Component, folder: str, held: Mapping[str, str]) -> Iterator[Told]:
    node, row = component.properties, component.row
    given = of_mapping(View(find(node, "environment"), reduce))
    source = _source(node, row.source, folder)
    image = stated(node, "image") if row.platform == "ecs" else None
    literal = image if image is not None and not image.value.startswith((".", "/")) else None
    container = Container(
        component.name, component.location, image_reference(literal) if literal is not None and ":" in literal.value else None,
        ports=tuple(_ports(node)), probes=tuple(_probes(node)), variables=variables(given), context=source,
    )  # fmt: skip
    yield Workload(
        row.platform, row.kind, component.name, component.location, containers=(container,),
        depends_on=tuple(_needs(node, held)),
        schedule=stated(node, "schedule") if row.kind == "cron" else None,
    )  # fmt: skip
    yield from secrets(given, _STORE)


def _source(node: Node | None, keys: tuple[str, ...], folder: str) -> Stated[str] | None:
    """The folder that the source is in."""
    for key in keys:
        said = stated(node, key) or stated(node, key, "handler") or stated(node, key, "context")
        if said is None or said.value.startswith("/") or ":" in said.value:
            continue
        path = said.value if key in ("path", "image") else dirname(said.value)
        whole = normpath(join(folder, path or "."))
        if not whole.startswith(".."):
            return Stated(whole, said.location)
    return None


def _ports(node: Node | None) -> Iterator[Port]:
    """Where a service listens: what its load balancer forwards to, else what it listens on itself."""
    rules = (*items(node, "loadBalancer", "rules"), *items(node, "loadBalancer", "ports"), *items(node, "public", "ports"))
    told: set[int] = set()
    for rule in rules[:_LARGEST]:
        said = stated(rule, "forward") or stated(rule, "listen")
        match = _LISTENED.fullmatch(said.value) if said is not None else None
        listens = number(match[1]) if match is not None else None
        if said is not None and listens is not None and listens not in told:
            told.add(listens)
            yield Port(listens, said.location)
    own = stated(node, "port")
    listens = number(own.value) if own is not None and not told else None
    if own is not None and listens is not None:
        yield Port(listens, own.location)


def _probes(node: Node | None) -> Iterator[Probe]:
    checks = find(node, "loadBalancer", "health")
    for entry in checks.entries if isinstance(checks, MappingNode) else ():
        path = stated(entry.value, "path")
        if path is not None and path.value.startswith("/"):
            yield Probe("health", "http", path.location, path.value)


def _needs(node: Node | None, held: Mapping[str, str]) -> Iterator[Stated[str]]:
    """The components that it is linked to."""
    told: set[str] = set()
    for key in _LINKS:
        for item in items(node, key)[:_LARGEST]:
            name = held.get(item.text.partition(".")[0]) if isinstance(item, Scalar) and item.tag == HELD else None
            if name is not None and name not in told:
                told.add(name)
                yield Stated(name, item.location)
