"""Declared types of variables, as far as they change a value: what `optional` fills in."""

from collections.abc import Callable
from collections.abc import Mapping as Table

from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.expressions import Expression
from opsworthy.facts.terraform.values import scalar
from opsworthy.text.node import Entry, Mapping, Node, Sequence

_DEEPEST = 10
Evaluate = Callable[[Expression, Table[str, Node]], Node]


def completed(evaluate: Evaluate, declared: Expression, value: Node) -> Node:
    """A value with the members that its type makes optional, at their defaults."""
    return _Completion(evaluate).of(declared, value, 0)


class _Completion:
    """Each value is completed once for each type, however often it is shared."""

    def __init__(self, evaluate: Evaluate) -> None:
        self.evaluate = evaluate
        self.done: dict[tuple[int, int], Node] = {}

    def of(self, declared: Expression, value: Node, depth: int) -> Node:
        if not isinstance(declared, ast.Call) or not declared.arguments or depth > _DEEPEST:
            return value
        key = (id(declared), id(value))
        if key not in self.done:
            self.done[key] = self._made(declared, value, depth)
        return self.done[key]

    def _made(self, declared: ast.Call, value: Node, depth: int) -> Node:
        inner = declared.arguments[0]
        if declared.name in ("list", "set", "map"):
            return self._each(inner, value, depth)
        if declared.name == "optional":
            return self.of(inner, value, depth + 1)
        if declared.name == "object" and isinstance(inner, ast.Pairs) and isinstance(value, Mapping):
            return self._object(inner, value, depth)
        return value

    def _object(self, inner: ast.Pairs, value: Mapping, depth: int) -> Mapping:
        entries = {entry.key: entry for entry in value.entries}
        for key, kind in inner.pairs:
            name = key.text if isinstance(key, ast.Literal) else ""
            if name in entries:
                filled = self.of(kind, entries[name].value, depth + 1)
                entries[name] = Entry(name, filled, entries[name].location)
            elif isinstance(kind, ast.Call) and kind.name == "optional" and kind.arguments:
                default = self.evaluate(kind.arguments[1], {}) if len(kind.arguments) > 1 else scalar(None, kind.location)
                entries[name] = Entry(name, self.of(kind.arguments[0], default, depth + 1), key.location)
        return Mapping(tuple(entries.values()), value.location)

    def _each(self, inner: Expression, value: Node, depth: int) -> Node:
        if isinstance(value, Sequence):
            return Sequence(tuple(self.of(inner, item, depth + 1) for item in value.items), value.location)
        if isinstance(value, Mapping):
            entries = (Entry(each.key, self.of(inner, each.value, depth + 1), each.location) for each in value.entries)
            return Mapping(tuple(entries), value.location)
        return value
