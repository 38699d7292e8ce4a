"""The values of JavaScript and TypeScript expressions that are plain to see: literals, arguments, parameters."""

import json
import re

from tree_sitter import Node

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

FUNCTIONS = frozenset(
    ["function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function_declaration"]
)
_CASTS = frozenset(
    ["parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "await_expression"]
)
_ESCAPE = regex(r'\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|["\n]', re.DOTALL)
_SAME_IN_JSON = frozenset('bfnrt"\\')


def bare(node: Node | None) -> Node | None:
    """An expression without parentheses, casts and assertions around it."""
    while node is not None and node.type in _CASTS and node.named_child_count:
        node = node.named_children[0]
    return node


def text_of(node: Node | None) -> str | None:
    """The value of a string or of a template without substitutions; None for anything else."""
    node = bare(node)
    if node is None or node.type not in ("string", "template_string"):
        return None
    if any(child.type == "template_substitution" for child in node.named_children):
        return None
    inside = written(node)[1:-1]
    if "\\" not in inside:
        return inside
    try:
        value = json.loads(f'"{_ESCAPE.sub(_in_json, inside)}"', strict=False)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _in_json(match: re.Match[str]) -> str:
    """One escape, quote or line end of JavaScript as JSON writes it."""
    escape: str | None = match[1]
    if escape is None:
        return '\\"' if match[0] == '"' else "\\n"
    if escape in _SAME_IN_JSON or (escape[0] == "u" and len(escape) == 5):
        return match[0]
    if escape[0] == "x" and len(escape) == 3:
        return f"\\u00{escape[1:]}"
    return {"0": "\\u0000", "v": "\\u000b", "\n": ""}.get(escape, escape)


def plain(node: Node | None) -> str | None:
    """A literal as text: strings without quotes, numbers and truth values as written; None for null and the rest."""
    node = bare(node)
    if node is None:
        return None
    if node.type in ("number", "true", "false"):
        return written(node)
    if node.type == "unary_expression" and node.named_child_count == 1 and node.named_children[0].type == "number":
        return written(node)
    return text_of(node)


def arguments(call: Node) -> tuple[Node, ...]:
    """What a call or `new` passes, by position."""
    held = call.child_by_field_name("arguments")
    if held is None or held.type != "arguments":
        return ()
    return tuple(child for child in held.named_children if child.type != "comment")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that is a plain name, with its default and the text of its type."""

    name: str
    position: int
    default: Node | None
    type: str


def parameters(function: Node) -> tuple[Parameter, ...]:
    """The parameters of a function; those that are patterns keep their position but are not given."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return (Parameter(written(single), 0, None, ""),)
    held = function.child_by_field_name("parameters")
    found = []
    listed = [child for child in held.named_children if child.type not in ("comment", "decorator")] if held is not None else []
    for position, child in enumerate(listed):
        name = child.child_by_field_name("pattern") or child.child_by_field_name("left") or child
        value = child.child_by_field_name("value") or child.child_by_field_name("right")
        if name.type == "identifier":
            found.append(Parameter(written(name), position, value, written(child.child_by_field_name("type"))))
    return tuple(found)


def enclosing_function(node: Node) -> Node | None:
    """The innermost function that a node stands in."""
    here = node.parent
    while here is not None and here.type not in FUNCTIONS:
        here = here.parent
    return here


def name_of(function: Node) -> str:
    """The name of a function: its own, or that of the variable or key that it is given to; empty where it has none."""
    own = function.child_by_field_name("name")
    if own is not None:
        return written(own)
    above = function.parent
    while above is not None and above.type in ("call_expression", "arguments", "parenthesized_expression"):
        above = above.parent
    if above is None:
        return ""
    return written(above.child_by_field_name("name") or above.child_by_field_name("key"))


def keys_of(node: Node | None) -> tuple[str, ...]:
    """The plain keys of an object literal, in order."""
    node = bare(node)
    found: list[str] = []
    for child in node.named_children if node is not None and node.type == "object" else ():
        if child.type == "shorthand_property_identifier":
            found.append(written(child))
        elif child.type in ("pair", "method_definition"):
            key = child.child_by_field_name("key") or child.child_by_field_name("name")
            name = written(key) if key is not None and key.type == "property_identifier" else text_of(key)
            if name:
                found.append(name)
    return tuple(found)


def value_at(node: Node | None, key: str) -> Node | None:
    """The value of a key of an object literal."""
    node = bare(node)
    for child in node.named_children if node is not None and node.type == "object" else ():
        held = child.child_by_field_name("key") if child.type == "pair" else None
        if held is not None and (written(held) == key or text_of(held) == key):
            return child.child_by_field_name("value")
    return None
