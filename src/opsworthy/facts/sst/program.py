"""The components that one file of an SST application makes."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec
from tree_sitter import Node as SyntaxNode

from opsworthy.facts.code.script.expressions import arguments
from opsworthy.facts.code.script.names import Names, names_of
from opsworthy.facts.constructs.scripts import to_node
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Node
from opsworthy.text.syntax import written

GLOBAL = "sst."
MODULES = ("sst/constructs", "@serverless-stack/resources", "@serverless-stack/core")
_MOST = 1000


class Row(msgspec.Struct, frozen=True):
    """One row of components.toml, where it is explained."""

    names: tuple[str, ...]
    kind: str = ""
    platform: str = "sst"
    source: tuple[str, ...] = ()
    type: str = ""
    engine: str = ""


class _Table(msgspec.Struct, frozen=True):
    run: tuple[Row, ...]
    keep: tuple[Row, ...]
    hold: tuple[Row, ...]


@cache
def rows() -> dict[str, Row]:
    table = msgspec.toml.decode(files("opsworthy.facts.sst").joinpath("components.toml").read_bytes(), type=_Table)
    return {name: row for row in (*table.run, *table.keep, *table.hold) for name in row.names}


@dataclass(frozen=True, slots=True)
class Component:
    """A component with its name, its properties and the variable that it is kept in; `cloud` is aws or cloudflare."""

    row: Row
    word: str
    cloud: str
    name: str
    properties: Node | None
    location: Location
    held_as: str


def components(code: Code) -> Iterator[Component]:
    """Every `new sst.aws.Bucket("Name", {…})` and `new Bucket(stack, "Name", {…})`."""
    names = names_of(code)
    for node in code.of("new_expression")[:_MOST]:
        called = _called(node.child_by_field_name("constructor"), names)
        if called is None:
            continue
        word, cloud, at = called
        row, passed = rows().get(word), arguments(node)
        title = names.text(passed[at]) if len(passed) > at else None
        if row is not None and title:
            properties = to_node(code, names, passed[at + 1], 0) if len(passed) > at + 1 else None
            yield Component(row, word, cloud, title, properties, code.place(node), _held_as(node))


def _called(callee: SyntaxNode | None, names: Names) -> tuple[str, str, int] | None:
    """The component's word, its cloud, and where its name stands among the arguments."""
    text = written(callee)
    if text.startswith(GLOBAL):
        parts = text.split(".")
        return (parts[-1], parts[1] if len(parts) > 2 else "aws", 0)
    origin = names.of(callee)
    module, colon, name = origin.partition(":") if origin is not None else ("", "", "")
    return (name, "aws", 1) if colon and module in MODULES else None


def _held_as(node: SyntaxNode) -> str:
    above = node.parent
    while above is not None and above.type in ("member_expression", "call_expression", "await_expression"):
        above = above.parent  # A chain of calls upon it gives the component back.
    return written(above.child_by_field_name("name")) if above is not None and above.type == "variable_declarator" else ""
