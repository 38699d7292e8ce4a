"""The keys of the JSON object with which a Go handler answers, where it writes them out."""

import json
from collections.abc import Sequence

from tree_sitter import Node

from opsworthy.facts.code.golang.expressions import bare, text_of
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import descend, written

_MAPS = regex(r"(?:\w+\.)?(?:H|Map|M|J|D|JSON)|map\[string\].+")
_LONGEST = 2000


def answered_keys(function: Node | None) -> tuple[str, ...]:
    """The keys of the maps and of the JSON texts that a function passes on, in the order of the text."""
    body = function.child_by_field_name("body") if function is not None else None
    keys: dict[str, None] = {}
    for node in descend(body) if body is not None else ():
        if node.type == "composite_literal" and _MAPS.fullmatch(written(node.child_by_field_name("type"))):
            keys.update(dict.fromkeys(_keys(node)))
        elif node.type in ("interpreted_string_literal", "raw_string_literal") and node.end_byte - node.start_byte < _LONGEST:
            keys.update(dict.fromkeys(_json_keys(text_of(node) or "")))
    return tuple(keys)


def _keys(literal: Node) -> list[str]:
    body = literal.child_by_field_name("body")
    elements = body.named_children if body is not None else []
    texts = [text_of(bare(each.child_by_field_name("key"))) for each in elements if each.type == "keyed_element"]
    return [text for text in texts if text]


def _json_keys(text: str) -> list[str]:
    if not text.lstrip().startswith("{"):
        return []
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [str(key) for key in value] if isinstance(value, dict) else []


def function_of(codes: Sequence[Code], name: str) -> Node | None:
    """The function or method of a name in a package."""
    for code in codes:
        for node in code.root.named_children:
            if node.type in ("function_declaration", "method_declaration") and written(node.child_by_field_name("name")) == name:
                return node
    return None
