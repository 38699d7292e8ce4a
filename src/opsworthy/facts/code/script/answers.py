"""The keys of the JSON object with which a JavaScript or TypeScript function answers, where it writes them out."""

from collections.abc import Iterator
from functools import lru_cache

from tree_sitter import Node

from opsworthy.facts.code.script.expressions import FUNCTIONS, arguments, bare, keys_of, name_of
from opsworthy.text.code import Code
from opsworthy.text.syntax import written

_SENDING = frozenset(["json", "jsonp", "send", "stringify", "ok", "success"])
_BODIES = ("ctx.body", "ctx.response.body", "event.body", "context.body", "body")


def answered_keys(function: Node | None) -> tuple[str, ...]:
    """The keys of the objects that a function returns or sends, in the order of the text."""
    body = function.child_by_field_name("body") if function is not None else None
    if body is None:
        return ()
    keys: dict[str, None] = {}
    for value in _answers(body):
        keys.update(dict.fromkeys(_keys(value, body)))
    return tuple(keys)


def _answers(body: Node) -> Iterator[Node]:
    if body.type != "statement_block":
        yield body
    waiting = [body]
    while waiting:
        here = waiting.pop()
        if here.type == "return_statement" and here.named_child_count:
            yield here.named_children[0]
        elif here.type == "call_expression" and _sends(here):
            yield arguments(here)[0]
        elif here.type == "assignment_expression" and written(here.child_by_field_name("left")) in _BODIES:
            right = here.child_by_field_name("right")
            if right is not None:
                yield right
        waiting.extend(child for child in reversed(here.named_children) if child.type not in FUNCTIONS)


def _sends(call: Node) -> bool:
    function = call.child_by_field_name("function")
    name = (
        written(function.child_by_field_name("property")) if function is not None and function.type == "member_expression" else ""
    )
    return name in _SENDING and bool(arguments(call))


def _keys(value: Node, body: Node) -> tuple[str, ...]:
    inner = bare(value)
    if inner is not None and inner.type == "identifier":
        inner = _declared(body, written(inner))
    if inner is not None and inner.type == "new_expression" and arguments(inner):
        inner = arguments(inner)[0]
    return keys_of(inner)


def _declared(body: Node, name: str) -> Node | None:
    waiting = [body]
    while waiting:
        here = waiting.pop(0)
        if here.type == "variable_declarator" and written(here.child_by_field_name("name")) == name:
            return bare(here.child_by_field_name("value"))
        waiting.extend(child for child in here.named_children if child.type not in FUNCTIONS)
    return None


def function_of(code: Code, node: Node | None) -> Node | None:
    """The function that an expression is, or that its name means in the file."""
    node = bare(node)
    if node is None or node.type in FUNCTIONS:
        return node
    if node.type == "call_expression":
        return next((each for each in map(bare, arguments(node)) if each is not None and each.type in FUNCTIONS), None)
    return _functions(code).get(written(node).rpartition(".")[2])


@lru_cache(maxsize=2)
def _functions(code: Code) -> dict[str, Node]:
    """The functions of a file by name, the first of each: a long file of routes asks for one after the other."""
    return {name_of(each): each for each in reversed(code.of(*sorted(FUNCTIONS)))}
