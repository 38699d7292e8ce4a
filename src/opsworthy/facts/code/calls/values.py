"""The values of expressions that are plain to see, in any of the languages: literals, constants of the file, keys of objects."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from tree_sitter import Node

from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

STRINGS = frozenset(
    ["bare_string", "encapsed_string", "hash_key_symbol", "interpreted_string_literal", "multiline_string_literal",
     "raw_string_literal", "simple_symbol", "string", "string_literal", "template_string", "verbatim_string_literal"]
)  # fmt: skip
_CONTENT = frozenset(
    ["interpreted_string_literal_content", "multiline_string_fragment", "raw_string_content", "raw_string_literal_content",
     "raw_string_start", "raw_string_end", "string_content", "string_fragment", "string_literal_content", "string_start",
     "string_end", "escape_sequence", "multiline_string_content", "string_literal_encoding"]
)  # fmt: skip
_MARKS = frozenset(["raw_string_start", "raw_string_end", "string_start", "string_end", "string_literal_encoding"])
_QUOTED = regex(r"[A-Za-z@$#]{0,3}(\"\"\"|\"|'|`)(.*)\1#{0,3}", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_NUMBERS = frozenset(
    ["decimal_integer_literal", "float", "float_literal", "int_literal", "integer", "integer_literal", "number", "number_literal",
     "decimal_floating_point_literal", "real_literal"]
)  # fmt: skip
_TRUTHS = frozenset(["boolean", "boolean_literal", "true", "false"])
_AROUND = frozenset(
    ["argument", "expression_list", "literal_element", "parenthesized_expression", "parenthesized_statements", "value_argument",
     "then", "expression_statement"]
)  # fmt: skip
_CONVERSIONS = regex(r"(?:to_string|to_owned|into|to_s|toString|trim|parse|freeze|to_i|strip|clone|unwrap|ToString)")
_MADE_FROM = regex(r"(?:String::from|Some|Ok|Integer\.valueOf|String\.valueOf|aws\.String|Cow::from|str|int|Integer)")
_BLOCKS = frozenset(
    [
        "block",
        "block_body",
        "body_statement",
        "do_block",
        "lambda_literal",
        "closure_expression",
        "arrow_function",
        "lambda_expression",
    ]
)
_CALLS = frozenset(["call_expression", "method_invocation", "invocation_expression", "call"])
_ASSIGNED = regex(rb"(?<![\w.])[A-Za-z_]\w{0,99}(?=\s{0,3}(?::[^=\n]{0,60})?=[^=>]|\s{0,3}:=|,\s?\w{1,40}\s{0,3}:?=)")
_MOST_ASSIGNMENTS = 20_000
_LONGEST = 4000
_PAIRS = frozenset(["pair", "array_element_initializer", "keyed_element", "keyword_argument", "element_value_pair"])
_DECLARATIONS = frozenset(
    ["assignment", "assignment_statement", "const_element", "const_item", "const_spec", "property_declaration",
     "static_item", "variable_declarator",
     "enum_entry", "var_spec", "short_var_declaration", "let_declaration", "assignment_expression", "variable_declaration"]
)  # fmt: skip


def bare(node: Node | None) -> Node | None:
    """An expression without what only stands around it."""
    while node is not None and node.type in _AROUND and node.named_child_count == 1:
        node = node.named_children[0]
    return node


def text_of(node: Node | None) -> str | None:
    """The value of a string literal without interpolation; None for anything else."""
    node = bare(node)
    if node is None or node.type not in STRINGS or node.end_byte - node.start_byte > _LONGEST:
        return None
    if node.type in ("simple_symbol", "hash_key_symbol"):
        return written(node).strip(":")
    children = node.named_children
    if not children:
        match = _QUOTED.fullmatch(written(node))
        return match[2] if match else None
    if any(child.type not in _CONTENT for child in children):
        return None
    return "".join(_piece(child) for child in children if child.type not in _MARKS)


def _piece(child: Node) -> str:
    text = written(child)
    return _ESCAPES.get(text[1:], text[1:]) if child.type == "escape_sequence" else text


def plain(node: Node | None) -> str | None:
    """A literal as text: strings without quotes, numbers and truth values as written."""
    node = bare(node)
    if node is None:
        return None
    if node.type in _NUMBERS or node.type in _TRUTHS:
        return written(node)
    return text_of(node)


def literal(code: Code, node: Node | None, depth: int = 0) -> str | None:
    """The literal that an expression comes to: written out, converted, in a block of its own, or a constant of the file."""
    node = bare(node)
    if node is None or depth > 5:
        return None
    found = plain(node)
    if found is not None:
        return found
    if node.type in _BLOCKS:
        inner = node.child_by_field_name("body") or (node.named_children[-1] if node.named_child_count == 1 else None)
        return literal(code, inner, depth + 1)
    if node.type in _CALLS:
        return _converted(code, node, depth)
    if node.type in ("identifier", "constant", "name", "scoped_identifier", "member_access_expression", "field_access",
                     "class_constant_access_expression", "navigation_expression", "scope_resolution"):  # fmt: skip
        last = node.named_children[-1] if node.named_child_count else node
        return plain(definition(code, written(last)))
    return None


def peeled(node: Node | None) -> Node | None:
    """The expression within a block, a closure or a conversion: `|_| other.to_string()` is `other`."""
    for _ in range(6):
        node = bare(node)
        if node is None:
            return None
        if node.type in _BLOCKS:
            node = node.child_by_field_name("body") or (node.named_children[-1] if node.named_child_count == 1 else None)
            continue
        receiver = _receiver(node) if node.type in _CALLS else None
        if receiver is None:
            return node
        node = receiver
    return node


def _receiver(call: Node) -> Node | None:
    """What a conversion is called on; None where the call converts nothing."""
    function = call.child_by_field_name("function")
    held = function if function is not None and function.named_child_count else call
    receiver = held.named_children[0] if held.named_child_count else None
    name = call.child_by_field_name("name") or call.child_by_field_name("method")
    name = name or (held.named_children[-1] if held.named_child_count else None)
    return receiver if receiver is not None and receiver != name and _CONVERSIONS.fullmatch(written(name)) else None


def _converted(code: Code, call: Node, depth: int) -> str | None:
    function = call.child_by_field_name("function")
    if function is not None and _MADE_FROM.fullmatch(written(function)):
        held = call.child_by_field_name("arguments")
        return literal(code, held.named_children[0], depth + 1) if held is not None and held.named_child_count else None
    receiver = _receiver(call)
    return literal(code, receiver, depth + 1) if receiver is not None else None


def definition(code: Code, name: str) -> Node | None:
    """What the file assigns to a name, where it does so first."""
    return next(definitions(code, name), None)


def definitions(code: Code, name: str) -> Iterator[Node]:
    """What the file assigns to a name, in the order of the text."""
    yield from _assignments(code).get(name, ())


@lru_cache(maxsize=8)
def _assignments(code: Code) -> dict[str, list[Node]]:
    """Everything that a file assigns to names, read once for a file."""
    found: dict[str, list[Node]] = {}
    for node in islice(code.at(_ASSIGNED), _MOST_ASSIGNMENTS):
        above = node.parent
        value = assigned(above, node) if above is not None else None
        if value is not None:
            found.setdefault(written(node).lstrip("$"), []).append(value)
    return found


def assigned(above: Node, name: Node) -> Node | None:
    """The value that a declaration or an assignment gives to the name that stands in it."""
    while (
        above.type in ("variable_declaration", "expression_list", "variable_name", "value_argument") and above.parent is not None
    ):
        if above.child_by_field_name("value") is not None:
            break
        name, above = above, above.parent
    if above.type not in _DECLARATIONS or above.named_child_count < 2:
        return None
    value = above.child_by_field_name("value") or above.child_by_field_name("right") or above.named_children[-1]
    return None if value == name or name.start_byte >= value.start_byte else bare(value)


def pairs_of(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The keys and values of an object, a map, a hash or named arguments, as far as the keys are written out."""
    node = bare(node)
    for child in node.named_children if node is not None else ():
        if child.type in _PAIRS and child.named_child_count >= 2:
            key, value = bare(child.named_children[0]), child.named_children[-1]
            name = text_of(key) if key is not None and key.type in STRINGS else written(key)
            if name is not None:
                yield name, value
