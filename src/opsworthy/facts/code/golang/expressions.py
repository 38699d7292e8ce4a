"""The values of Go expressions that are plain to see: literals, arguments, parameters."""

import json

from tree_sitter import Node

from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

FUNCTIONS = ("function_declaration", "method_declaration", "func_literal")


def bare(node: Node | None) -> Node | None:
    """An expression without parentheses, and the single one of a list."""
    while node is not None and node.type in ("parenthesized_expression", "expression_list", "literal_element"):
        if node.named_child_count != 1:
            return node
        node = node.named_children[0]
    return node


def text_of(node: Node | None) -> str | None:
    """The value of a string literal; None for anything else."""
    node = bare(node)
    if node is None:
        return None
    if node.type == "raw_string_literal":
        return written(node)[1:-1]
    if node.type != "interpreted_string_literal":
        return None
    try:
        value = json.loads(written(node), strict=False)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def plain(node: Node | None) -> str | None:
    """A literal as text: strings without quotes, numbers and truth values as written."""
    node = bare(node)
    if node is None:
        return None
    if node.type in ("int_literal", "float_literal", "true", "false"):
        return written(node)
    if node.type == "unary_expression" and node.named_child_count == 1 and node.named_children[0].type.endswith("_literal"):
        return written(node)
    return text_of(node)


def arguments(call: Node) -> tuple[Node, ...]:
    """What a call passes, by position."""
    held = call.child_by_field_name("arguments")
    return tuple(child for child in held.named_children if child.type != "comment") if held is not None else ()


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    position: int
    type: str


def parameters(function: Node) -> tuple[Parameter, ...]:
    """The parameters of a function; `a, b string` gives two."""
    held = function.child_by_field_name("parameters")
    found: list[Parameter] = []
    for child in held.named_children if held is not None else ():
        kind = written(child.child_by_field_name("type"))
        for name in child.children_by_field_name("name"):
            if name.type == "identifier":
                found.append(Parameter(written(name), len(found), kind))
    return tuple(found)


def enclosing_function(node: Node) -> Node | None:
    """The innermost function that a node stands in."""
    here = node.parent
    while here is not None and here.type not in FUNCTIONS:
        here = here.parent
    return here


def imports_of(root: Node) -> dict[str, str]:
    """Import paths by the name that the file uses; without one, the last part that is not a version."""
    found: dict[str, str] = {}
    for declaration in (child for child in root.named_children if child.type == "import_declaration"):
        waiting = list(declaration.named_children)
        while waiting:
            here = waiting.pop(0)
            if here.type == "import_spec":
                path = text_of(here.child_by_field_name("path")) or ""
                found[written(here.child_by_field_name("name")) or package_of(path)] = path
            elif here.type == "import_spec_list":
                waiting.extend(here.named_children)
    return found


def package_of(path: str) -> str:
    """The name that an import path usually gives: `github.com/labstack/echo/v4` is `echo`."""
    parts = [part for part in path.split("/") if part]
    if len(parts) > 1 and parts[-1][:1] == "v" and parts[-1][1:].isdigit():
        parts.pop()
    name = parts[-1].partition(".v")[0] if parts else ""
    return name.removeprefix("go-").replace("-", "_")


def statements(block: Node | None) -> list[Node]:
    """The statements of a block."""
    if block is None:
        return []
    inner = block.named_children
    return list(inner[0].named_children) if len(inner) == 1 and inner[0].type == "statement_list" else list(inner)
