"""The functions of a file, whatever the language: their names, their parameters, and the types that hold them."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.values import bare
from opsworthy.text.syntax import written

_FUNCTIONS = frozenset(
    ["constructor_declaration", "function_declaration", "function_definition", "function_item", "local_function_statement",
     "method",
     "method_declaration", "method_definition", "singleton_method"]
)  # fmt: skip
_HIGHEST = 40
_TYPES = frozenset(
    ["class", "class_declaration", "companion_object", "enum_declaration", "impl_item", "interface_declaration", "module",
     "object_declaration", "record_declaration", "struct_declaration", "trait_declaration"]
)  # fmt: skip


def enclosing_function(node: Node) -> Node | None:
    """The innermost named function that a node stands in."""
    return next((each for each in _around(node) if each.type in _FUNCTIONS), None)


def _around(node: Node) -> Iterator[Node]:
    here = node.parent
    for _ in range(_HIGHEST):
        if here is None:
            return
        yield here
        here = here.parent


def name_of(function: Node) -> str:
    return written(function.child_by_field_name("name"))


def enclosing_type(node: Node) -> Node | None:
    """The class, module or implementation that a node stands in."""
    return next((each for each in _around(node) if each.type in _TYPES), None)


def type_name(node: Node | None) -> str:
    """The name of the type around a node; empty where there is none."""
    holder = enclosing_type(node) if node is not None else None
    if holder is None:
        return ""
    named = holder.child_by_field_name("name") or holder.child_by_field_name("type")
    return written(named)


def parameters(function: Node) -> tuple[tuple[str, str | None], ...]:
    """The names of the parameters in order, each with its default where that is written."""
    held = function.child_by_field_name("parameters")
    held = held or next((child for child in function.named_children if child.type == "function_value_parameters"), None)
    found: list[tuple[str, str | None]] = []
    for child in held.named_children if held is not None else ():
        name = child if child.type == "identifier" else child.child_by_field_name("name") or child.child_by_field_name("pattern")
        if name is None and child.type == "parameter" and child.named_child_count:
            name = child.named_children[0]
        if name is not None:
            default = child.child_by_field_name("value") or child.child_by_field_name("default_value")
            found.append((written(name), written(bare(default)) or None))
    return tuple(found)
