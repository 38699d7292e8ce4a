"""The body of a block as data: its arguments, and its nested blocks as lists; `dynamic` ones are written out."""

from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.expressions import Block, Body
from opsworthy.facts.terraform.scope import Bindings, Scope
from opsworthy.facts.terraform.values import Undetermined, mapping, scalar, sequence, text, undetermined
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Sequence

_META = frozenset({"count", "for_each", "depends_on", "provider", "providers", "source"})
_META_BLOCKS = frozenset({"lifecycle", "provisioner", "connection", "timeouts"})
_DEEPEST = 12
_MOST = 300


def value_of(scope: Scope, body: Body, where: Location, bindings: Bindings, depth: int = 0) -> Mapping:
    """A body as an object."""
    entries = [
        Entry(argument.name, scope.evaluate(argument.value, bindings), argument.location)
        for argument in body.arguments
        if depth or argument.name not in _META
    ]
    nested: dict[str, list[Node]] = {}
    places: dict[str, Location] = {}
    for block in body.blocks if depth < _DEEPEST else ():
        if block.type == "dynamic" and block.labels:
            nested.setdefault(block.labels[0], []).extend(_dynamic(scope, block, bindings, depth))
            places.setdefault(block.labels[0], block.location)
        elif depth or block.type not in _META_BLOCKS:
            nested.setdefault(block.type, []).append(value_of(scope, block.body, block.location, bindings, depth + 1))
            places.setdefault(block.type, block.location)
    entries += [Entry(name, sequence(held, places[name]), places[name]) for name, held in nested.items() if held]
    return mapping(entries, where)


def _dynamic(scope: Scope, block: Block, bindings: Bindings, depth: int) -> list[Node]:
    each, content = block.body.argument("for_each"), block.body.of("content")
    if each is None or not content:
        return []
    over = scope.evaluate(each.value, bindings)
    if isinstance(over, Undetermined):
        return [undetermined(over.reason, block.location, over.references)]
    iterator = block.body.argument("iterator")
    name = iterator.value.name if iterator is not None and isinstance(iterator.value, ast.Name) else block.labels[0]
    found: list[Node] = []
    for key, value in _pairs(over):
        held = mapping((Entry("key", key, key.location), Entry("value", value, value.location)), value.location)
        found.append(value_of(scope, content[0].body, block.location, {**bindings, name: held}, depth + 1))
    return found


def _pairs(over: Node) -> list[tuple[Node, Node]]:
    if isinstance(over, Mapping):
        return [(scalar(entry.key, entry.location), entry.value) for entry in over.entries[:_MOST]]
    if isinstance(over, Sequence):
        return [
            (item if text(item) is not None else scalar(place, item.location), item)
            for place, item in enumerate(over.items[:_MOST])
        ]
    return []
