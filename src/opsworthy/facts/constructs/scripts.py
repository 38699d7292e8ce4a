"""Constructors in JavaScript and TypeScript."""

from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.code.script.expressions import FUNCTIONS, arguments, bare, plain, text_of
from opsworthy.facts.code.script.names import Names, names_of
from opsworthy.facts.constructs.construct import CODE, HELD, Construct
from opsworthy.text.code import Code
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence
from opsworthy.text.syntax import written

_MOST = 2000
_DEEPEST = 12
_LOOPS = frozenset({"for_statement", "for_in_statement", "while_statement"})
_LONGEST = 300


def constructs(code: Code, id_at: int) -> Iterator[Construct]:
    """Every `new module.Name(…)`; `id_at` is where the literal name stands among the arguments, and the properties after it."""
    names = names_of(code)
    for node in code.of("new_expression")[:_MOST]:
        callee = node.child_by_field_name("constructor")
        origin = names.of(callee)
        passed = arguments(node)
        if origin is None or ":" not in origin or len(passed) <= id_at:
            continue
        module, _, name = origin.partition(":")
        said = names.text(passed[id_at])
        properties = to_node(code, names, passed[id_at + 1], 0) if len(passed) > id_at + 1 else None
        place = code.place(node)
        yield Construct(module, name, said or "", properties, place, _held_as(node), _is_looped(node))


def added(code: Code, *methods: str) -> Iterator[Construct]:
    """Every call of some methods upon a variable: `task.addContainer('web', {…})`; `module` is that variable."""
    names = names_of(code)
    for node in code.of("call_expression")[:_MOST]:
        called = node.child_by_field_name("function")
        method = (
            written(called.child_by_field_name("property")) if called is not None and called.type == "member_expression" else ""
        )
        if method not in methods or called is None:
            continue
        passed = arguments(node)
        said = names.text(passed[0]) if passed else None
        rest = passed[1:] if said is not None else passed
        properties = to_node(code, names, rest[0], 0) if rest else None
        upon = written(called.child_by_field_name("object")).removeprefix("this.")
        yield Construct(upon, method, said or "", properties, code.place(node), _held_as(node), _is_looped(node))


def to_node(code: Code, names: Names, node: SyntaxNode | None, depth: int) -> Node:
    """A value as data; what the program computes is tagged as such."""
    node = bare(node)
    assert node is not None
    place = code.place(node)
    if node.type == "object" and depth < _DEEPEST:
        return Mapping(tuple(_entries(code, names, node, depth)), place)
    if node.type == "array" and depth < _DEEPEST:
        items = [child for child in node.named_children[:_MOST] if child.type not in ("comment", "spread_element")]
        return Sequence(tuple(to_node(code, names, item, depth + 1) for item in items), place)
    value = names.text(node)
    if value is not None:
        return Scalar(value, value, place)
    text = written(node)
    if node.type in ("identifier", "member_expression"):
        return Scalar(text, text.removeprefix("this."), place, HELD)
    return Scalar(None, text[:_LONGEST], place, CODE)


def _entries(code: Code, names: Names, node: SyntaxNode, depth: int) -> Iterator[Entry]:
    for child in node.named_children[:_MOST]:
        key = child.child_by_field_name("key") if child.type == "pair" else None
        if key is not None:
            name = written(key) if key.type == "property_identifier" else text_of(key) or plain(key)
            if name:
                yield Entry(name, to_node(code, names, child.child_by_field_name("value"), depth + 1), code.place(key))
        elif child.type == "shorthand_property_identifier":
            held = names.constants.get(written(child))
            place = code.place(child)
            value = Scalar(held, held, place) if held is not None else Scalar(written(child), written(child), place, HELD)
            yield Entry(written(child), value, place)


def _held_as(node: SyntaxNode) -> str:
    above = node.parent
    if above is None:
        return ""
    if above.type == "variable_declarator":
        return written(above.child_by_field_name("name"))
    if above.type == "assignment_expression":
        return written(above.child_by_field_name("left")).removeprefix("this.")
    return ""


def _is_looped(node: SyntaxNode) -> bool:
    """Whether it is called in a loop, or in a function that a list calls for each item."""
    here = node.parent
    while here is not None and here.type not in ("class_body", "program"):
        if here.type in _LOOPS:
            return True
        if here.type in FUNCTIONS and here.parent is not None and here.parent.type == "arguments":
            called = here.parent.parent.child_by_field_name("function") if here.parent.parent is not None else None
            if written(called).endswith((".map", ".forEach")):
                return True
        here = here.parent
    return False
