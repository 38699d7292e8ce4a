"""The values of Python expressions that are plain to see: literals, arguments, parameters."""

import ast

from tree_sitter import Node

from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_NUMBERS = frozenset(["integer", "float"])
_WORDS = {"true": "True", "false": "False"}


def text_of(node: Node | None) -> str | None:
    """The value of a string literal without interpolation (adjacent literals join); None for anything else."""
    node = bare(node)
    if node is None:
        return None
    if node.type == "concatenated_string":
        parts = [_string(child) for child in node.named_children if child.type != "comment"]
        return None if None in parts else "".join(part for part in parts if part is not None)
    return _string(node)


def plain(node: Node | None) -> str | None:
    """A literal as text: strings without quotes, numbers and truth values as written; None for None and the rest."""
    node = bare(node)
    if node is None:
        return None
    if node.type in _NUMBERS:
        return written(node)
    if node.type in _WORDS:
        return _WORDS[node.type]
    if node.type == "unary_operator" and node.named_child_count == 1 and node.named_children[0].type in _NUMBERS:
        return written(node)
    return text_of(node)


def bare(node: Node | None) -> Node | None:
    """An expression without the parentheses around it."""
    while node is not None and node.type == "parenthesized_expression" and node.named_child_count == 1:
        node = node.named_children[0]
    return node


def _string(node: Node) -> str | None:
    if node.type != "string" or any(child.type == "interpolation" for child in node.named_children):
        return None
    literal = written(node)
    quote = min((at for at in (literal.find("'"), literal.find('"')) if at >= 0), default=-1)
    if quote < 0 or "b" in literal[:quote].lower():
        return None
    prefix = "r" if "r" in literal[:quote].lower() else ""
    if "f" in literal[:quote].lower():
        literal = literal.replace("{{", "{").replace("}}", "}")
    try:
        value = ast.literal_eval(prefix + literal[quote:])
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a call passes: by position and by keyword. A splat ends what is known by position."""

    positional: tuple[Node, ...]
    keywords: dict[str, Node]

    def at(self, position: int | None, keyword: str | None = None) -> Node | None:
        if keyword is not None and keyword in self.keywords:
            return self.keywords[keyword]
        return self.positional[position] if position is not None and 0 <= position < len(self.positional) else None


def arguments(call: Node) -> Arguments:
    """The arguments of a call node."""
    held = call.child_by_field_name("arguments")
    positional: list[Node] = []
    keywords: dict[str, Node] = {}
    for child in held.named_children if held is not None and held.type == "argument_list" else ():
        name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
        if child.type == "keyword_argument" and name is not None and value is not None:
            keywords[written(name)] = value
        elif child.type in ("list_splat", "dictionary_splat"):
            break
        elif child.type not in ("comment", "keyword_argument"):
            positional.append(child)
    return Arguments(tuple(positional), keywords)


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    position: int
    default: Node | None


def parameters(function: Node) -> tuple[Parameter, ...]:
    """The parameters of a function; positions count from the first after `self` or `cls`."""
    held = function.child_by_field_name("parameters")
    found: list[Parameter] = []
    for child in held.named_children if held is not None else ():
        inner = child.child_by_field_name("name") or (child if child.type == "identifier" else None)
        if child.type == "typed_parameter":
            inner = next((each for each in child.named_children if each.type == "identifier"), None)
        if inner is not None and not (not found and written(inner) in ("self", "cls")):
            found.append(Parameter(written(inner), len(found), child.child_by_field_name("value")))
    return tuple(found)


def enclosing_function(node: Node) -> Node | None:
    """The innermost function that a node stands in."""
    here = node.parent
    while here is not None and here.type not in ("function_definition", "lambda"):
        here = here.parent
    return here
