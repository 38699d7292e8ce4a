"""A call in any of the languages: what it is called on, its name, what it passes. Annotations and macros are calls too."""

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from opsworthy.facts.code.calls.places import around
from opsworthy.facts.code.calls.values import text_of
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

CALLS = frozenset(
    ["annotation", "attribute", "call", "call_expression", "constructor_invocation", "function_call_expression",
     "invocation_expression", "macro_invocation", "marker_annotation", "member_call_expression", "method_invocation",
     "new_expression", "nullsafe_member_call_expression", "object_creation_expression", "scoped_call_expression"]
)  # fmt: skip
_MEMBERS = frozenset(
    ["attribute", "conditional_access_expression", "field_expression", "generic_function", "member_access_expression",
     "member_binding_expression", "member_expression", "navigation_expression", "scoped_identifier", "selector_expression"]
)  # fmt: skip
_HELD = frozenset(
    ["annotation_argument_list", "argument_list", "arguments", "attribute_argument_list", "token_tree", "value_arguments"]
)
_LANGUAGE_ATTRIBUTES = frozenset(["csharp", "php", "rust"])
_CLIMB = 6
_LONGEST = 3000
_LONGEST_CHAIN = 500


@dataclass(frozen=True, slots=True)
class Argument:
    value: Node
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """`on` is what the name is called on as written, empty for a plain function; `block` a block or lambda after the rest."""

    node: Node
    name: str
    named: Node
    on: str
    receiver: Node | None
    arguments: tuple[Argument, ...]
    block: Node | None = None

    def given(self, position: int | None, name: str | None = None) -> Node | None:
        """The argument of a name, else the one at a position."""
        found = next((each.value for each in self.arguments if name is not None and each.name == name), None)
        if found is not None or position is None:
            return found
        places = [each.value for each in self.arguments if each.name is None]
        return places[position] if position < len(places) else None


def calls_at(code: Code, pattern: re.Pattern[bytes]) -> Iterator[Call]:
    """The calls whose names a search meets, each once, in the order of the text."""
    seen: set[int] = set()
    for node in code.at(pattern):
        call = call_named(code.language, node)
        if call is not None and call.node.id not in seen:
            seen.add(call.node.id)
            yield call


def calls_holding(code: Code, pattern: re.Pattern[bytes], most: int = 100) -> Iterator[Call]:
    """The innermost calls around the matches of a pattern, each once; more matches than any person writes are not looked at."""
    seen: set[int] = set()
    for node in islice(code.at(pattern), most):
        for here in islice(around(code.root, node), _CLIMB):
            call = call_of(code.language, here)
            if call is not None and not (call.named.start_byte <= node.start_byte < call.named.end_byte):
                if call.node.id not in seen:
                    seen.add(call.node.id)
                    yield call
                break


def call_named(language: str, name: Node) -> Call | None:
    """The call whose name this node is, or stands in."""
    here: Node | None = name
    for _ in range(_CLIMB):
        if here is None:
            return None
        if here.type in CALLS:
            call = call_of(language, here)
            if call is not None:
                held = call.named.start_byte <= name.start_byte and name.end_byte <= call.named.end_byte
                return call if held else None
        here = here.parent
    return None


def call_of(language: str, node: Node | None) -> Call | None:
    """The call that a node is."""
    if node is None or node.type not in CALLS or (node.type == "attribute" and language not in _LANGUAGE_ATTRIBUTES):
        return None
    if language == "kotlin":
        return _kotlin(node)
    function = next((each for field in ("function", "constructor", "macro") if (each := node.child_by_field_name(field))), None)
    receiver: Node | None
    if function is not None:
        receiver, named = _split(function)
    else:
        receiver = next((each for field in ("object", "receiver", "scope") if (each := node.child_by_field_name(field))), None)
        named = next((each for field in ("name", "method", "type") if (each := node.child_by_field_name(field))), None) or (
            node.named_children[0] if node.named_child_count else node
        )
        if named.type in _MEMBERS and receiver is None:
            receiver, named = _split(named)
    held = _held(node)
    return Call(
        node, _name(named), named, _shown(receiver), receiver, _arguments(held), node.child_by_field_name("block")
    )  # fmt: skip


def _shown(receiver: Node | None) -> str:
    """What a call is called on, as written; of a long chain its beginning alone."""
    here = receiver
    for _ in range(_LONGEST_CHAIN):
        if here is None or here.end_byte - here.start_byte <= _LONGEST or not here.named_child_count:
            break
        here = here.named_child(0)
    return written(here) + ("…" if here != receiver else "")


def _held(node: Node) -> Node | None:
    held = node.child_by_field_name("arguments") or node.child_by_field_name("parameters")
    return held or next((child for child in node.named_children if child.type in _HELD), None)


def _name(node: Node) -> str:
    return written(node.named_children[0]) if node.type in ("generic_name", "generic_type") else written(node)


def _split(function: Node) -> tuple[Node | None, Node]:
    """What a function is called on, and the node of its name."""
    while function.type == "generic_function" and function.named_child_count:
        function = function.named_children[0]
    if function.type not in _MEMBERS or function.named_child_count < 2:
        return None, function.named_children[-1] if function.type in _MEMBERS and function.named_child_count else function
    last = function.named_children[-1]
    while last.type == "member_binding_expression" and last.named_child_count:
        last = last.named_children[-1]
    return function.named_children[0], last


def _kotlin(node: Node) -> Call | None:
    """`f(a) { … }` is a call of a call; `@A("x")` holds a constructor's call."""
    if node.type == "annotation":
        kind = next((child for child in node.named_children if child.type == "user_type"), None)
        return Call(node, written(kind), kind, "@", None, ()) if kind is not None else None
    if node.type == "call_expression" and _is_called_with_block(node) and node.parent is not None:
        node = node.parent
    block = next((child for child in node.named_children if child.type == "annotated_lambda"), None)
    inner = node.named_children[0] if node.named_child_count else None
    held = inner if inner is not None and block is not None and _passes(inner) else node
    first = held.named_children[0] if held.named_child_count else None
    if first is None:
        return None
    receiver, named = _split(first)
    on = "@" if node.type == "constructor_invocation" else _shown(receiver)
    return Call(node, written(named), named, on, receiver, _arguments(_held(held)), block)


def _is_called_with_block(node: Node) -> bool:
    """Whether a call is only the first half of `f(a) { … }`."""
    above = node.parent
    if above is None or above.type != "call_expression" or above.named_children[0] != node or not _passes(node):
        return False
    return any(child.type == "annotated_lambda" for child in above.named_children)


def _passes(node: Node) -> bool:
    return node.type == "call_expression" and node.named_children[-1].type == "value_arguments"


def _arguments(held: Node | None) -> tuple[Argument, ...]:
    if held is None:
        return ()
    if held.type == "token_tree":
        return tuple(_of_tokens(held))
    return tuple(_argument(child) for child in held.named_children if "comment" not in child.type)


def _argument(node: Node) -> Argument:
    if node.type in ("element_value_pair", "keyword_argument", "pair") and node.named_child_count >= 2:
        key = node.named_children[0]
        return Argument(node.named_children[-1], text_of(key) or written(key))
    if node.type in ("argument", "value_argument", "attribute_argument"):
        inner = node.named_children
        if len(inner) == 2 and inner[0].type in ("identifier", "name", "name_colon", "name_equals"):
            return Argument(inner[1], written(inner[0]).rstrip(":= "))
        return Argument(inner[-1], None) if inner else Argument(node)
    return Argument(node)


def _of_tokens(tree: Node) -> Iterator[Argument]:
    """The parts of a macro's or attribute's tokens between commas; `a = b` is named."""
    part: list[Node] = []
    for child in [*tree.children, None]:
        if child is None or child.type in (",", ")", "}", "]"):
            if part:
                named = len(part) >= 3 and part[1].type == "="
                yield Argument(part[2] if named else part[0], written(part[0]) if named else None)
            part = []
        elif child.type not in ("(", "{", "["):
            part.append(child)
