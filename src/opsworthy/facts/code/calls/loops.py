"""Names that a loop goes through: a list that the file writes out."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.values import STRINGS, bare, definition, text_of
from opsworthy.text.code import Code
from opsworthy.text.syntax import descend, written

_LOOPS = frozenset(["enhanced_for_statement", "foreach_statement", "for_expression", "for_statement", "for"])
_LISTS = frozenset(
    ["array", "array_creation_expression", "array_expression", "array_initializer", "call_expression", "collection_expression",
     "implicit_array_creation_expression", "initializer_expression", "macro_invocation", "method_invocation",
     "reference_expression", "string_array", "invocation_expression", "object_creation_expression", "array_literal"]
)  # fmt: skip
_EACH = ("each", "map", "to_h", "each_with_object", "filter_map")
_MOST = 200
_HIGHEST = 30


def looped(code: Code, node: Node, name: str | None) -> Iterator[tuple[str, Node]]:
    """The texts that a name stands for within the loop around a node, with their places: the loop goes through literals."""
    here = node.parent
    for _ in range(_HIGHEST if name is not None else 0):
        if here is None:
            return
        listed = _list_of(here, name or "")
        if listed is not None:
            yield from _texts(code, listed)
            return
        here = here.parent


def _list_of(here: Node, name: str) -> Node | None:
    """What is gone through, if a node is a loop that calls each item by this name."""
    if here.type in _LOOPS:
        parts = here.named_children
        place = next((at for at, each in enumerate(parts[:3]) if written(each) == name), None)
        return parts[place + 1] if place is not None and place + 1 < len(parts) else None
    if here.type in ("block", "do_block"):
        given = here.child_by_field_name("parameters")
        call = here.parent
        named = given is not None and written(given).strip("| ") == name
        if named and call is not None and written(call.child_by_field_name("method")) in _EACH:
            return call.child_by_field_name("receiver")
    return None


def _texts(code: Code, listed: Node) -> Iterator[tuple[str, Node]]:
    node = bare(listed)
    if node is not None and node.type in ("identifier", "constant", "variable_name"):
        node = definition(code, written(node).lstrip("$"))
    if node is None or (node.type not in _LISTS and node.parent is not None and node.parent.type not in _LISTS):
        return
    for count, each in enumerate(descend(node)):
        if count > _MOST:
            return
        text = text_of(each) if each.type in STRINGS else None
        if text is not None:
            yield text, each
