"""Expressions of ARM templates and Bicep, whichever way they are written."""

from collections.abc import Iterator

from opsworthy.facts.view import Found
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Node

TAG = "!expression:"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is written out; what is within it may be computed."""

    node: Node


@dataclass(frozen=True, slots=True)
class Name:
    """A parameter, a variable, a resource or a module by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language; `on` is what it is called upon, as in `vault.getSecret('x')`."""

    function: str
    arguments: tuple["Expression", ...]
    on: "Expression | None" = None


@dataclass(frozen=True, slots=True)
class Member:
    base: "Expression"
    key: "Expression"


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with values put in."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    condition: "Expression"
    yes: "Expression"
    no: "Expression"


@dataclass(frozen=True, slots=True)
class Other:
    """What is not evaluated, in a word."""

    what: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A value that was evaluated elsewhere: in the file that takes this one in."""

    found: Found


Expression = Literal | Name | Call | Member | Filled | Choice | Other | Settled


@dataclass(frozen=True, slots=True)
class Placed:
    expression: Expression
    location: Location


def names(expression: Expression, depth: int = 0) -> Iterator[str]:
    """Every name that an expression speaks of."""
    if depth > 40:
        return
    if isinstance(expression, Name):
        yield expression.name
    for each in _inner(expression):
        yield from names(each, depth + 1)


def _inner(expression: Expression) -> tuple[Expression, ...]:
    if isinstance(expression, Call):
        return (*expression.arguments, *((expression.on,) if expression.on is not None else ()))
    if isinstance(expression, Member):
        return (expression.base, expression.key)
    if isinstance(expression, Filled):
        return expression.parts
    return (expression.condition, expression.yes, expression.no) if isinstance(expression, Choice) else ()
