"""The keys of the JSON object with which a handler answers, where it writes them out."""

import json
from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.calling import CALLS, call_of
from opsworthy.facts.code.calls.values import STRINGS, bare, pairs_of, text_of
from opsworthy.text.syntax import descend, written

_OBJECTS = frozenset(["anonymous_object_creation_expression", "array_creation_expression", "hash", "object"])
_MAPS = frozenset(["of", "ofEntries", "singletonMap", "mapOf", "linkedMapOf", "hashMapOf", "mutableMapOf"])
_PUTS = frozenset(["put", "Add", "insert", "withDetail"])
_MOST = 2000
_LONGEST = 2000


def answered_keys(language: str, body: Node | None) -> tuple[str, ...]:
    """The keys of the objects that a function builds, outermost ones alone, in the order of the text."""
    keys: dict[str, None] = {}
    taken = -1
    for count, node in enumerate(descend(body) if body is not None else ()):
        if count > _MOST:
            break
        if node.start_byte < taken:
            continue
        found = list(_keys(language, node))
        if found:
            keys.update(dict.fromkeys(found))
            taken = node.end_byte
    return tuple(keys)


def _keys(language: str, node: Node) -> Iterator[str]:
    if node.type in _OBJECTS:
        yield from _of_object(node)
    elif node.type in CALLS:
        yield from _of_call(language, node)
    elif node.type == "struct_expression":
        yield from _of_struct(node)
    elif node.type in STRINGS and node.end_byte - node.start_byte < _LONGEST:
        yield from _of_json(text_of(node) or "")


def _of_object(node: Node) -> Iterator[str]:
    if node.type == "anonymous_object_creation_expression":
        children = node.children
        for place, child in enumerate(children):
            follows = children[place + 1].type if place + 1 < len(children) else ""
            if child.type == "identifier" and follows in ("=", ",", "}"):
                before = children[place - 1].type if place else ""
                if before in ("{", ","):
                    yield written(child)
        return
    yield from (name for name, _ in pairs_of(node) if name and len(name) < 80)


def _of_call(language: str, node: Node) -> Iterator[str]:
    call = call_of(language, node)
    if call is None:
        return
    if node.type == "macro_invocation" and call.name.rpartition("::")[2] == "json":
        tree = next((child for child in node.named_children if child.type == "token_tree"), None)
        inner = next((child for child in tree.named_children if child.type == "token_tree"), None) if tree is not None else None
        yield from _of_tokens(inner or tree)
    elif call.name in _MAPS and (language == "kotlin" or call.on in ("Map", "Collections", "ImmutableMap", "java.util.Map")):
        values = [bare(each.value) for each in call.arguments]
        if language == "kotlin":
            firsts = [each.named_children[0] for each in values if each is not None and each.type == "infix_expression"]
        else:
            firsts = [each for each in values[::2] if each is not None]
        yield from (text for each in firsts if (text := text_of(each)))
    elif call.name in _PUTS and len(call.arguments) == 2 and language in ("java", "kotlin"):
        text = text_of(call.arguments[0].value)
        if text:
            yield text
    elif language == "ruby" and call.name == "json":
        yield from (each.name for each in call.arguments if each.name)


def _of_tokens(tree: Node | None) -> Iterator[str]:
    """The strings before a colon in the tokens of `json!({ … })`."""
    children = tree.children if tree is not None else []
    for place, child in enumerate(children[:-1]):
        if child.type == "string_literal" and children[place + 1].type == ":":
            yield text_of(child) or ""


def _of_struct(node: Node) -> Iterator[str]:
    body = node.child_by_field_name("body")
    for child in body.named_children if body is not None else ():
        if child.type in ("field_initializer", "shorthand_field_initializer"):
            name = child.child_by_field_name("field") or child.child_by_field_name("name") or child.named_children[0]
            yield written(name)


def _of_json(text: str) -> Iterator[str]:
    if not text.lstrip().startswith("{"):
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(value, dict):
        yield from (str(key) for key in value)
