"""How Python code writes the name of a variable: a literal, a constant, or a parameter between literal ends."""

from tree_sitter import Node

from opsworthy.facts.code.python.expressions import text_of
from opsworthy.facts.code.python.names import Names
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class Key:
    """A variable's name: `parameter` is None where it is known, else the name is prefix + argument + suffix."""

    prefix: str
    parameter: str | None = None
    suffix: str = ""


def key_of(node: Node | None, names: Names) -> Key | None:
    """The key that an expression writes; None where more than one part is open."""
    parts = _parts(node, names) if node is not None else None
    if parts is None or len(parts) > _MOST_PARTS:
        return None
    open_parts = [position for position, part in enumerate(parts) if isinstance(part, Node)]
    if not open_parts:
        return Key("".join(part for part in parts if isinstance(part, str)))
    if len(open_parts) > 1:
        return None
    middle = parts[open_parts[0]]
    assert isinstance(middle, Node)
    before, after = parts[: open_parts[0]], parts[open_parts[0] + 1 :]
    return Key("".join(map(str, before)), written(middle), "".join(map(str, after)))


def _parts(node: Node, names: Names) -> list[str | Node] | None:
    """What stands between plus signs and in the fields of an f-string, from left to right."""
    done: list[str | Node] = []
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here.type == "binary_operator" and written(here.child_by_field_name("operator")) == "+":
            sides = (here.child_by_field_name("right"), here.child_by_field_name("left"))
            waiting.extend(side for side in sides if side is not None)
            continue
        part = _part(here, names)
        if part is None or len(done) > _MOST_PARTS:
            return None
        done.extend(part)
    return done


def _part(node: Node, names: Names) -> list[str | Node] | None:
    if node.type == "identifier":
        known = names.constants.get(written(node))
        return [known if known is not None else node]
    if node.type == "string" and any(child.type == "interpolation" for child in node.named_children):
        return _joined(
            [_piece(child, names) for child in node.named_children if child.type not in ("string_start", "string_end")]
        )
    value = text_of(node)
    return None if value is None else [value]


def _piece(child: Node, names: Names) -> list[str | Node] | None:
    if child.type == "string_content":
        return [written(child)]
    inner = child.child_by_field_name("expression") if child.type == "interpolation" else None
    return _part(inner, names) if inner is not None and inner.type == "identifier" else None


def _joined(pieces: list[list[str | Node] | None]) -> list[str | Node] | None:
    if any(piece is None for piece in pieces):
        return None
    return [part for piece in pieces if piece is not None for part in piece]
