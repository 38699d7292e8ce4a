"""Addresses that Go servers are given in their structs: `http.Server{Addr: ":8080"}`."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.found import lines_of
from opsworthy.facts.code.calls.ports import Elsewhere, gather
from opsworthy.facts.project import PortListened
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_ADDRESS = regex(rb"\bAddr(?=\s*:)")


def server_addresses(code: Code, elsewhere: Elsewhere) -> Iterator[PortListened]:
    """The ports of the server structs of one file."""
    for node in code.at(_ADDRESS):
        here: Node | None = node
        while here is not None and here.type not in ("keyed_element", "block"):
            here = here.parent
        literal = here.parent.parent if here is not None and here.parent is not None else None
        if here is None or literal is None or literal.type != "composite_literal":
            continue
        if written(literal.child_by_field_name("type")) not in ("http.Server", "http3.Server"):
            continue
        found = gather(code, here.named_children[-1], elsewhere)
        if found.port or found.variable:
            said = lines_of(code.place(here), here)
            yield PortListened("go", said, found.port, found.variable, said_at=found.elsewhere(said))
