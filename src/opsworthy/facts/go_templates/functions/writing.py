"""Data written as YAML and JSON, every key and value with its place."""

import json
from collections.abc import Iterator

from opsworthy.facts.go_templates.errors import TemplateError
from opsworthy.facts.go_templates.functions.texts import escaped
from opsworthy.facts.go_templates.values import HOLE, Part, Value, of_parts, plain, printed
from opsworthy.text.regex import regex

_PRINTED = regex("[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufeff-\uffff\U00010000-\U0010ffff]+")
_NOT_PLAIN = regex(r": |:$| #|^\s|\s$|^[-?:](?:\s|$)|^(?:---|\.\.\.)|^[,\[\]{}#&*!|>'\"%@`]")
_TYPED = regex(
    r"(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N)"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
)
_NUMBER = regex(r"[-+]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)")
_DEEPEST = 80


def to_yaml(value: Value) -> Value:
    """Block YAML with sorted keys, as Helm writes it."""
    parts: list[Part] = []
    for text, origin in _block(value, 0):
        parts.append((text, origin))
    if parts and parts[0][0].startswith("\n"):
        parts[0] = (parts[0][0][1:].lstrip(" "), parts[0][1])
    return of_parts(parts)


def _block(value: Value, depth: int) -> Iterator[Part]:
    """A container's lines, each with the line's end before it; a scalar as it stands."""
    if depth > _DEEPEST:
        raise TemplateError("data that is nested too deeply")
    data, pad = value.data, "  " * depth
    if isinstance(data, dict) and data:
        for key in sorted(data):
            item = data[key]
            yield f"\n{pad}{_scalar(key)}:", item.origin or value.origin
            yield from _below(item, depth)
    elif isinstance(data, list) and data:
        for item in data:
            yield f"\n{pad}-", item.origin or value.origin
            yield from _item(item, depth)
    else:
        yield _leaf(value), value.origin


def _below(item: Value, depth: int) -> Iterator[Part]:
    """What stands after a key: a list at the key's own depth, a mapping one deeper, a scalar beside it."""
    if isinstance(item.data, list) and item.data:
        yield from _block(item, depth)
    elif isinstance(item.data, dict) and item.data:
        yield from _block(item, depth + 1)
    else:
        yield f" {_leaf(item)}", item.origin


def _item(item: Value, depth: int) -> Iterator[Part]:
    """What stands after a dash; a container begins on the same line."""
    inner = [*_block(item, depth + 1)]
    if isinstance(item.data, dict | list) and item.data:
        first, origin = inner[0]
        inner[0] = (" " + first.lstrip("\n").lstrip(" "), origin)
    else:
        inner = [(f" {_leaf(item)}", item.origin)]
    yield from inner


def _leaf(value: Value) -> str:
    data = value.data
    if isinstance(data, str):
        return _scalar(data)
    if data is None:
        return "null"
    if isinstance(data, dict | list):
        return "{}" if isinstance(data, dict) else "[]"
    return printed(data)


def _scalar(text: str) -> str:
    if text.startswith(HOLE):
        return text
    if _PRINTED.fullmatch(text) and not _is_typed(text):
        return "'" + text.replace("'", "''") + "'" if _NOT_PLAIN.search(text) else text
    return f'"{escaped(text)}"'


def _is_typed(text: str) -> bool:
    """Whether a plain text would be read as something else: a number, a date, a truth value, nothing."""
    return bool(_TYPED.fullmatch(text)) or (text[:1] in "+-.0123456789" and bool(_NUMBER.fullmatch(text.replace("_", ""))))


def to_json(value: Value, indented: bool = False) -> str:
    """JSON with sorted keys, `<`, `>` and `&` escaped as Go does."""
    separators = (",", ": ") if indented else (",", ":")
    text = json.dumps(plain(value), sort_keys=True, ensure_ascii=False, indent=2 if indented else None, separators=separators)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
