"""The keys of the JSON object with which a Python function answers, where it writes them out."""

from tree_sitter import Node

from opsworthy.facts.code.python.expressions import arguments, bare, text_of
from opsworthy.text.code import Code
from opsworthy.text.syntax import written

_BODY = ("content", "data", "text", "body")
_NESTED = frozenset(["function_definition", "lambda"])


def answered_keys(function: Node | None) -> tuple[str, ...]:
    """The keys over all returns of a function, in the order of the text; empty where none are plain to see."""
    if function is None:
        return ()
    if function.type == "class_definition":
        function = next((node for node in _methods(function) if written(node.child_by_field_name("name")) in _VERBS), None)
    body = function.child_by_field_name("body") if function is not None else None
    keys: dict[str, None] = {}
    for value in _returned(body):
        keys.update(dict.fromkeys(keys_of(value, body)))
    return tuple(keys)


_VERBS = frozenset(["get", "head", "on_get", "dispatch"])


def _methods(definition: Node) -> list[Node]:
    body = definition.child_by_field_name("body")
    children = body.named_children if body is not None else []
    inner = [child.child_by_field_name("definition") if child.type == "decorated_definition" else child for child in children]
    return [node for node in inner if node is not None and node.type == "function_definition"]


def _returned(body: Node | None) -> list[Node]:
    found: list[Node] = []
    waiting = [body] if body is not None else []
    while waiting:
        here = waiting.pop()
        if here.type == "return_statement" and here.named_child_count:
            value = here.named_children[0]
            first = value.named_children[0] if value.type in ("expression_list", "tuple") and value.named_child_count else value
            found.append(first)
        elif here.type not in _NESTED:
            waiting.extend(reversed(here.named_children))
    return found


def keys_of(value: Node | None, body: Node | None = None) -> tuple[str, ...]:
    """The keys of a dictionary, of what a response is made from, or of the dictionary that a local name holds."""
    value = bare(value)
    if value is not None and value.type == "identifier":
        value = _assigned(body, written(value))
    if value is not None and value.type == "call":
        return _keywords(value) or _dictionary_keys(_content(value, body))
    return _dictionary_keys(value)


def _dictionary_keys(value: Node | None) -> tuple[str, ...]:
    pairs = (
        [child for child in value.named_children if child.type == "pair"]
        if value is not None and value.type == "dictionary"
        else []
    )
    keys = [text_of(child.child_by_field_name("key")) for child in pairs]
    return tuple(key for key in keys if key)


def _keywords(call: Node) -> tuple[str, ...]:
    """The keywords of a call where they are the answer itself: `jsonify(status="ok")`, `dict(…)`, `HealthStatus(…)`."""
    given, name = arguments(call), written(call.child_by_field_name("function")).rpartition(".")[2]
    made = name in ("dict", "jsonify") or (name[:1].isupper() and not name.endswith("Response"))
    return tuple(given.keywords) if made and not given.positional else ()


def _content(call: Node, body: Node | None) -> Node | None:
    """What a response is made from: its first argument or its content, also behind `json.dumps`."""
    given = arguments(call)
    inner = bare(given.at(0) or next((given.keywords[key] for key in _BODY if key in given.keywords), None))
    if inner is not None and inner.type == "call" and written(inner.child_by_field_name("function")).endswith("dumps"):
        inner = bare(arguments(inner).at(0))
    return _assigned(body, written(inner)) if inner is not None and inner.type == "identifier" else inner


def _assigned(body: Node | None, name: str) -> Node | None:
    waiting = list(body.named_children) if body is not None else []
    while waiting:
        here = waiting.pop(0)
        if here.type == "assignment" and written(here.child_by_field_name("left")) == name:
            value = bare(here.child_by_field_name("right"))
            if value is not None and value.type in ("dictionary", "call"):
                return value if value.type == "dictionary" else None
        elif here.type not in _NESTED:
            waiting.extend(here.named_children)
    return None


def definition_of(code: Code, name: str) -> Node | None:
    """The function or class of a name in a file."""
    for node in code.of("function_definition", "class_definition"):
        if written(node.child_by_field_name("name")) == name:
            return node
    return None
