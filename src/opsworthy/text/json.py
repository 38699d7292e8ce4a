"""JSON with locations, through tree-sitter: comments and trailing commas are tolerated, as editors' JSON files need."""

import json as strict_json

import tree_sitter_json
from tree_sitter import Language, Parser
from tree_sitter import Node as SyntaxNode

from opsworthy.text.node import Entry, Mapping, Node, Plain, Scalar, Sequence
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source
from opsworthy.text.syntax import first_error, place

_PARSER = Parser(Language(tree_sitter_json.language()))
_DEEPEST = 200
_MOST = 1_000_000
_PLAIN = regex(r'"[^"\\\ud800-\udfff]*"')
_SURROGATE = regex("[\ud800-\udfff]")


def parse(source: Source) -> Node | Problem:
    """The value of a JSON file, or the problem at the first place where it is not JSON."""
    root = _PARSER.parse(source.text.encode("utf-8", "replace")).root_node
    if root.descendant_count > _MOST:
        return Problem(source.at(1), f"JSON refused: more than {_MOST} names, values and marks", "split the file")
    error = first_error(root)
    if error is not None:
        return Problem(place(source, error), "not valid JSON", "mend the JSON at this line")
    values = [child for child in root.named_children if child.type != "comment"]
    if len(values) != 1:
        return Problem(source.at(1), "not valid JSON: one value is expected", "write one JSON value")
    return _convert(source, values[0], 0)


def _convert(source: Source, node: SyntaxNode, depth: int) -> Node | Problem:
    where = place(source, node)
    if depth > _DEEPEST:
        return Problem(where, f"JSON refused: more than {_DEEPEST} levels deep", "flatten the data")
    if node.type == "object":
        return _object(source, node, depth)
    if node.type == "array":
        items = [_convert(source, child, depth + 1) for child in node.named_children if child.type != "comment"]
        trouble = next((item for item in items if isinstance(item, Problem)), None)
        return trouble or Sequence(tuple(item for item in items if not isinstance(item, Problem)), where)
    written = (node.text or b"").decode("utf-8", "replace")
    value = _scalar(written)
    return Scalar(value, value if isinstance(value, str) else written, where)


def _object(source: Source, node: SyntaxNode, depth: int) -> Mapping | Problem:
    entries: dict[str, Entry] = {}
    for pair in node.named_children:
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if key is None or value is None:
            continue
        converted = _convert(source, value, depth + 1)
        if isinstance(converted, Problem):
            return converted
        name = str(_scalar((key.text or b"").decode("utf-8", "replace")))
        entries[name] = Entry(name, converted, place(source, key))
    return Mapping(tuple(entries.values()), place(source, node))


_WORDS: dict[str, Plain] = {"true": True, "false": False, "null": None}


def _scalar(written: str) -> Plain:
    if _PLAIN.fullmatch(written):
        return written[1:-1]
    if written in _WORDS:
        return _WORDS[written]
    try:
        value = strict_json.loads(written, strict=False)
    except ValueError:
        return written
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    return value if isinstance(value, int | float | bool) or value is None else written
