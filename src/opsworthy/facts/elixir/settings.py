"""What Elixir code reads from its environment, and the port that a configuration gives to a web server."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.environment import Read
from opsworthy.facts.elixir.terms import calls, or_else, pairs, text_of
from opsworthy.facts.project import PortListened
from opsworthy.text.code import Code
from opsworthy.text.location import Location
from opsworthy.text.syntax import descend, written

_READING = ("System.get_env", "System.fetch_env!", "System.fetch_env")
_MOST = 500


def reads(code: Code) -> Iterator[Read]:
    """Each variable that is read by its name, with what stands in for it."""
    for at, (name, node, arguments) in enumerate(calls(code.root, *_READING)):
        variable = text_of(arguments[0]) if arguments else None
        if variable is None or at >= _MOST:
            continue
        other = arguments[1] if len(arguments) > 1 else _other(node)
        default = text_of(other) if other is not None and other.type == "string" else None
        fails = name == "System.fetch_env!" or (other is not None and _raises(other))
        yield Read(variable, code.place(node), default, fails and default is None)


def ports(code: Code) -> Iterator[PortListened]:
    """The ports of `http: [port: …]`: a number, or the default of the variable that sets it."""
    for node in descend(code.root):
        if node.type != "keywords":
            continue
        for key, value, _ in pairs(node):
            given = next(((one, whole) for name, one, whole in pairs(value) if name == "port"), None) if key == "http" else None
            if given is not None:
                yield from _port(code, *given)


def _port(code: Code, value: Node, pair: Node) -> Iterator[PortListened]:
    said = _assigned(code.root, written(value)) if value.type == "identifier" else value
    if said is None:
        return
    place = code.place(pair)
    elsewhere = code.place(said) if said is not value else None
    if said.type == "integer":
        yield _listened(place, written(said), None, elsewhere)
    for _, node, arguments in calls(said, *_READING):
        other = arguments[1] if len(arguments) > 1 else _other(node)
        variable = text_of(arguments[0]) if arguments else None
        text = text_of(other) if other is not None and other.type == "string" else written(other) if other is not None else ""
        yield _listened(place, text or "", variable, elsewhere)
        return


def _listened(place: Location, number: str, variable: str | None, elsewhere: Location | None) -> PortListened:
    is_port = number.isascii() and number.isdigit() and 0 < len(number) < 6 and 0 < int(number) < 65536
    return PortListened("elixir", place, int(number) if is_port else None, variable, "Phoenix", said_at=elsewhere)


def _assigned(root: Node, name: str) -> Node | None:
    """What a name stands for: the right side of its only `name = …`."""
    found = []
    for node in descend(root):
        operator = node.child_by_field_name("operator") if node.type == "binary_operator" else None
        left = node.child_by_field_name("left") if operator is not None and written(operator) == "=" else None
        if left is not None and left.type == "identifier" and written(left) == name:
            found.append(node.child_by_field_name("right"))
    return found[0] if len(found) == 1 else None


def _other(node: Node) -> Node | None:
    """What a `||` around a read, or around a conversion of it, puts in its place."""
    parent = node.parent
    sides = or_else(parent) if parent is not None else None
    return sides[1] if sides is not None and sides[0] == node else None


def _raises(node: Node) -> bool:
    return node.type == "call" and bool(node.named_children) and written(node.named_children[0]) == "raise"
