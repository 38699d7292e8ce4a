"""Declared types of variables, as far as they change a value: what `optional` fills in."""

from collections.abc import Callable
from collections.abc import Mapping as Table

from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.expressions import Expression
from opsworthy.facts.terraform.values import scalar
from opsworthy.text.node import Entry, Mapping, Node, Sequence

Evaluate = Callable[[Expression, Table[str, Node]], Node]


def completed(evaluate: Evaluate, declared: Expression, value: Node, depth: int = 0) -> Node:
    """A value with the members that its type makes optional, at their defaults."""
    if not isinstance(declared, ast.Call) or not declared.arguments or depth > 10:
        return value
    inner = declared.arguments[0]
    if declared.name in ("list", "set", "map"):
        return _each(evaluate, inner, value, depth)
    if declared.name == "optional":
        return completed(evaluate, inner, value, depth + 1)
    if declared.name != "object" or not isinstance(inner, ast.Pairs) or not isinstance(value, Mapping):
        return value
    entries = {entry.key: entry for entry in value.entries}
    for key, kind in inner.pairs:
        name = key.text if isinstance(key, ast.Literal) else ""
        if name in entries:
            filled = completed(evaluate, kind, entries[name].value, depth + 1)
            entries[name] = Entry(name, filled, entries[name].location)
        elif isinstance(kind, ast.Call) and kind.name == "optional":
            default = evaluate(kind.arguments[1], {}) if len(kind.arguments) > 1 else scalar(None, kind.location)
            filled = completed(evaluate, kind.arguments[0], default, depth + 1) if kind.arguments else default
            entries[name] = Entry(name, filled, key.location)
    return Mapping(tuple(entries.values()), value.location)


def _each(evaluate: Evaluate, inner: Expression, value: Node, depth: int) -> Node:
    if isinstance(value, Sequence):
        return Sequence(tuple(completed(evaluate, inner, item, depth + 1) for item in value.items), value.location)
    if isinstance(value, Mapping):
        entries = (Entry(each.key, completed(evaluate, inner, each.value, depth + 1), each.location) for each in value.entries)
        return Mapping(tuple(entries), value.location)
    return value
