"""The objects of one Python file that routes hang on, and how they are mounted, from `marks/python_routers.toml`."""

from collections.abc import Iterator
from functools import cache

from tree_sitter import Node

from opsworthy.facts.code.python.expressions import arguments
from opsworthy.facts.code.python.names import Names
from opsworthy.text.code import Code
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_MOUNTING = frozenset(["include_router", "register_blueprint", "blueprint", "add_subapp", "mount", "add_router", "group"])
_PREFIXES = ("prefix", "url_prefix")


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes a router: its framework, whether it answers at its own root, the keyword of its prefix."""

    framework: str
    is_application: bool
    prefix: str


@dataclass(frozen=True, slots=True)
class Router:
    """A name that holds a router, with the prefix that it was made with; `prefix` is None where it is not a literal."""

    name: str
    kind: Kind
    prefix: str | None


@dataclass(frozen=True, slots=True)
class Mount:
    """`holder` takes in `part` under a prefix, both as dotted expressions; `prefix` None where it is not a literal, and then
    `prefix_name` is the expression that gives it."""

    holder: str
    part: str
    prefix: str | None
    prefix_name: str = ""


@cache
def kinds() -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for framework, said in _data()["frameworks"].items():
        found.update((made, Kind(framework, True, said["prefix"])) for made in said["application"])
        found.update((made, Kind(framework, False, said["prefix"])) for made in said["part"])
    return found


@cache
def route_calls() -> dict[str, str]:
    """Calls that name a path and its handler, by dotted name, with their framework."""
    return {str(call): str(framework) for call, framework in _data()["calls"].items()}


@cache
def _data() -> dict[str, dict[str, dict[str, str]]]:
    return data_of("opsworthy.facts", "marks", "python_routers.toml")


def routers_of(code: Code, names: Names) -> dict[str, Router]:
    """The routers that a file makes, by the name that it gives them."""
    found: dict[str, Router] = {}
    for node in code.of("assignment"):
        right = node.child_by_field_name("right")
        kind = kinds().get(names.of(right) or "") if right is not None and right.type == "call" else None
        if kind is None or right is None:
            continue
        name, given = written(node.child_by_field_name("left")), arguments(right).keywords
        prefix = names.text(given[kind.prefix]) if kind.prefix in given else ""
        found.setdefault(name, Router(name, kind, prefix))
    return found


def mounts_of(code: Code, names: Names) -> Iterator[Mount]:
    """Every call of a file that mounts one router on another."""
    for call in code.of("call"):
        function = call.child_by_field_name("function")
        if (
            function is None
            or function.type != "attribute"
            or written(function.child_by_field_name("attribute")) not in _MOUNTING
        ):
            continue
        mount = _mount(call, function, names)
        if mount is not None:
            yield mount


def _mount(call: Node, function: Node, names: Names) -> Mount | None:
    given = arguments(call)
    positional = given.positional
    part = next((node for node in positional if node.type in ("identifier", "attribute")), None)
    if part is None:
        return None
    literal = next((node for node in positional if node.type in ("string", "concatenated_string")), None)
    named = next((given.keywords[key] for key in _PREFIXES if key in given.keywords), literal)
    prefix = "" if named is None else names.text(named)
    return Mount(written(function.child_by_field_name("object")), written(part), prefix, written(named))
