"""A constructor that a program of infrastructure calls, and what can be known of it without running the program."""

from opsworthy.facts.view import Found, Pointer, View
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Node, Scalar

CODE = "!code"
HELD = "!held"


@dataclass(frozen=True, slots=True)
class Construct:
    """`module` and `name` say whose class it is; `id` is its literal name in the program, `held_as` the variable with it."""

    module: str
    name: str
    id: str
    properties: Node | None
    location: Location
    held_as: str = ""
    looped: bool = False

    @property
    def view(self) -> View:
        return View(reduce(self.properties) if self.properties is not None else None, reduce)


def reduce(node: Node) -> Found:
    """What the program computes is unknown; what it holds in a variable points to that."""
    if isinstance(node, Scalar) and node.tag == CODE:
        return Unknown("computed by the program", node.location)
    if isinstance(node, Scalar) and node.tag == HELD:
        name, _, key = node.text.partition(".")
        return Pointer("resource", name, node.location, key)
    return node
