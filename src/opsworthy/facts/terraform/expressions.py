"""Expressions of HCL, and the bodies that hold them, as plain values with a location on each."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Plain


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    value: Plain
    text: str
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A text with expressions in it; a part that is a Literal is text."""

    parts: tuple["Expression", ...]
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """The first word of a reference: `var`, `local`, a resource type, the variable of a `for`."""

    name: str
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    of: "Expression"
    name: str
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    of: "Expression"
    key: "Expression"
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Splat:
    """`of[*]`; `steps` are the attributes and indexes taken of every item, each with an empty Name under it."""

    of: "Expression"
    steps: tuple["Attribute | Index", ...]
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A function call; `spread` where its last argument is a list of arguments."""

    name: str
    arguments: tuple["Expression", ...]
    spread: bool
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    condition: "Expression"
    yes: "Expression"
    no: "Expression"
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """`left sign right`, or `sign left` where there is no right."""

    sign: str
    left: "Expression"
    right: "Expression | None"
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    items: tuple["Expression", ...]
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """An object; a key that is a bare word is a Literal."""

    pairs: tuple[tuple["Expression", "Expression"], ...]
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class For:
    """`[for key, item in over : result if condition]`; with `result_key` an object, `grouped` where values are gathered."""

    key: str | None
    item: str
    over: "Expression"
    result_key: "Expression | None"
    result: "Expression"
    condition: "Expression | None"
    grouped: bool
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """What a `%{ for }` of a template writes."""

    each: For
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Broken:
    """What could not be read as an expression, and why."""

    reason: str
    location: Location


Expression = (
    Literal | Template | Name | Attribute | Index | Splat | Call | Choice | Operation | Items | Pairs | For | Joined | Broken
)


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """`name = value` of a body; `location` is that of the name."""

    name: str
    value: Expression
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """`type "label" { … }`; `location` is that of its first line."""

    type: str
    labels: tuple[str, ...]
    body: "Body"
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    arguments: tuple[Argument, ...] = ()
    blocks: tuple[Block, ...] = ()

    def argument(self, name: str) -> Argument | None:
        return next((each for each in self.arguments if each.name == name), None)

    def of(self, type_name: str) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.type == type_name)


def literal_of(expression: Expression | None) -> str | None:
    """The text of a literal that is a text; None for anything that would have to be evaluated."""
    if isinstance(expression, Literal) and isinstance(expression.value, str):
        return expression.value
    return None
