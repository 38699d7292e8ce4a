"""References: the word that one begins with, and the attributes and indexes taken of what it stands for."""

from collections.abc import Callable
from collections.abc import Mapping as Table

from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.expressions import Expression
from opsworthy.facts.terraform.values import Encoded, Undetermined, is_null, number, scalar, sequence, text, undetermined
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Sequence

Step = ast.Attribute | ast.Index | ast.Splat
Evaluate = Callable[[Expression, Table[str, Node]], Node]


@dataclass(frozen=True, slots=True)
class Asked:
    name: str
    steps: tuple[Step, ...]
    location: Location


def asked(expression: Expression) -> Asked | None:
    """A reference as its first word and the steps from there; None for what is taken of anything else."""
    steps: list[Step] = []
    here = expression
    while isinstance(here, ast.Attribute | ast.Index | ast.Splat):
        steps.append(here)
        here = here.of
    if not isinstance(here, ast.Name):
        return None
    last = steps[0].location if steps else here.location
    where = Location(here.location.path, here.location.line, here.location.column, last.end_line, last.end_column)
    return Asked(here.name, tuple(reversed(steps)), where)


def taken(evaluate: Evaluate, value: Node, steps: tuple[Step, ...], bindings: Table[str, Node]) -> Node:
    """What is reached from a value by steps."""
    here = value
    for place, step in enumerate(steps):
        if isinstance(step, ast.Splat):
            return _spread(evaluate, here, step, steps[place + 1 :], bindings)
        here = (
            _attribute(here, step.name, step.location)
            if isinstance(step, ast.Attribute)
            else indexed(here, evaluate(step.key, bindings), step.location)
        )
    return here


def _spread(evaluate: Evaluate, value: Node, step: ast.Splat, rest: tuple[Step, ...], bindings: Table[str, Node]) -> Node:
    if isinstance(value, Undetermined):
        return value
    items = value.items[:1000] if isinstance(value, Sequence) else () if is_null(value) else (value,)
    held = sequence((taken(evaluate, item, step.steps, bindings) for item in items), value.location)
    return taken(evaluate, held, rest, bindings)


def _attribute(value: Node, name: str, where: Location) -> Node:
    if isinstance(value, Mapping):
        entry = value.entry(name)
        return entry.value if entry is not None else undetermined(f"there is no “{name}” here", where)
    if isinstance(value, Undetermined):
        if value.attribute is not None and len(value.references) == 1 and not value.references[0].endswith(value.attribute):
            joined = f"{value.attribute}.{name}".lstrip(".")
            return undetermined(value.reason, where, value.references, joined)
        return undetermined(value.reason, where, value.references)
    if isinstance(value, Sequence) and name.isdigit():
        return indexed(value, scalar(int(name[:6]), where), where)
    if isinstance(value, Sequence) and len(value.items) == 1:
        return _attribute(value.items[0], name, where)
    if isinstance(value, Encoded) and value.inner is not None:
        return undetermined("a part of a text", where)
    return undetermined(f"there is no “{name}” here", where)


def indexed(value: Node, key: Node, where: Location) -> Node:
    """What stands under a key or at a place."""
    if isinstance(value, Undetermined):
        return undetermined(value.reason, where, value.references, value.attribute)
    if isinstance(key, Undetermined):
        return undetermined(key.reason, where, key.references)
    place, name = number(key), text(key)
    if isinstance(value, Sequence) and isinstance(place, int):
        if -len(value.items) <= place < len(value.items):
            return value.items[place]
        return undetermined("there is no such item", where)
    if isinstance(value, Mapping) and name is not None:
        entry = value.entry(name)
        return entry.value if entry is not None else undetermined(f"there is no “{name}” here", where)
    return undetermined("there is nothing to index", where)
