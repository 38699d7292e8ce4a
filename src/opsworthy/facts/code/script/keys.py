"""How JavaScript and TypeScript code writes the name of a variable: a literal, a constant, a parameter, a pattern."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.script.expressions import bare, text_of
from opsworthy.facts.code.script.names import Names
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written


@dataclass(frozen=True, slots=True)
class Key:
    """A variable's name: `parameter` is None where it is known, else the name is prefix + argument + suffix."""

    prefix: str
    parameter: str | None = None
    suffix: str = ""

    def within(self, prefix: str, suffix: str) -> "Key":
        """This key between what a wrapper puts around it."""
        if self.parameter is None:
            return Key(prefix + self.prefix + suffix)
        return Key(prefix + self.prefix, self.parameter, self.suffix + suffix)


def key_of(node: Node | None, names: Names) -> Key | None:
    """The key that an expression writes; None where more than one part is open."""
    node = bare(node)
    if node is None:
        return None
    if node.type == "identifier":
        known = names.constants.get(written(node))
        return Key(known) if known is not None else Key("", written(node))
    if node.type == "template_string" and node.named_child_count <= 3:
        return _template(node, names)
    value = text_of(node)
    return Key(value) if value is not None else None


def _template(node: Node, names: Names) -> Key | None:
    before, parameter, after = "", None, ""
    for child in node.named_children:
        inner = child.named_children[0] if child.type == "template_substitution" and child.named_child_count else None
        known = written(child) if child.type == "string_fragment" else names.text(inner)
        if known is None and (inner is None or inner.type != "identifier" or parameter is not None):
            return None
        if known is None:
            parameter = written(inner)
        elif parameter is None:
            before += known
        else:
            after += known
    return Key(before, parameter, after)


def destructured(pattern: Node | None) -> Iterator[tuple[Node, str, Node | None]]:
    """The keys that an object pattern takes, with their defaults: `{ A, B = "b", C: c, D: d = "d" }`."""
    for child in pattern.named_children if pattern is not None and pattern.type == "object_pattern" else ():
        if child.type == "shorthand_property_identifier_pattern":
            yield child, written(child), None
        elif child.type == "object_assignment_pattern":
            yield child, written(child.child_by_field_name("left")), child.child_by_field_name("right")
        elif child.type == "pair_pattern":
            key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            name = text_of(key) if key is not None and key.type == "string" else written(key)
            default = value.child_by_field_name("right") if value is not None and value.type == "assignment_pattern" else None
            yield child, name or "", default
