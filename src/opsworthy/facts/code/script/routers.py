"""The objects of one script that routes hang on, and how they are mounted, from `marks/script_routers.toml`."""

from collections.abc import Iterator
from functools import cache

from tree_sitter import Node

from opsworthy.facts.code.script.expressions import arguments, bare, text_of, value_at
from opsworthy.facts.code.script.names import Names
from opsworthy.text.code import Code
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_MOUNTING = frozenset(["use", "register", "route", "all"])


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes a router: its framework, and whether it answers at its own root."""

    framework: str
    is_application: bool


@dataclass(frozen=True, slots=True)
class Mount:
    """`holder` takes in the router of a name under a prefix; a plug-in function takes its prefix as an option."""

    holder: str
    part: str
    prefix: str


@cache
def kinds() -> dict[str, Kind]:
    data = data_of("opsworthy.facts", "marks", "script_routers.toml")
    found: dict[str, Kind] = {}
    for framework, said in data["frameworks"].items():
        found.update((made, Kind(framework, True)) for made in said["application"])
        found.update((made, Kind(framework, False)) for made in said["part"])
    return found


def framework_of(names: Names) -> str | None:
    """The framework that a file imports, for types as well as for values."""
    modules = {imported.module for imported in names.imports.values()} | {made.partition(":")[0] for made in names.made.values()}
    return next((kind.framework for made, kind in kinds().items() if made.partition(":")[0] in modules), None)


def mounts_of(code: Code) -> Iterator[Mount]:
    """Every call that mounts a named router: `app.use("/api", router)`, `app.register(routes, { prefix: "/api" })`."""
    for call in code.of("call_expression"):
        function = call.child_by_field_name("function")
        if function is None or function.type != "member_expression":
            continue
        if written(function.child_by_field_name("property")) in _MOUNTING:
            yield from _mounts(call, written(function.child_by_field_name("object")))


def _mounts(call: Node, holder: str) -> Iterator[Mount]:
    given = arguments(call)
    if len(given) > 1 and (prefix := text_of(given[0])) is not None:
        for each in given[1:]:
            name = _router_name(each)
            if name:
                yield Mount(holder, name, prefix)
    elif given and (name := _router_name(given[0])):
        yield Mount(holder, name, text_of(value_at(given[1], "prefix")) or "" if len(given) > 1 else "")


def _router_name(node: Node) -> str:
    """The name of a router, also in `router.routes()`."""
    inner = bare(node)
    if inner is not None and inner.type == "call_expression":
        function = inner.child_by_field_name("function")
        if (
            function is None
            or function.type != "member_expression"
            or written(function.child_by_field_name("property")) != "routes"
        ):
            return ""
        inner = function.child_by_field_name("object")
    return written(inner) if inner is not None and inner.type == "identifier" else ""
