"""Changing nodes: each change gives a new node, and every value keeps the place that states it."""

from collections.abc import Callable, Iterable

from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence

_Change = Callable[[Node], Node]


def scalar(text: str, location: Location) -> Scalar:
    """A text that is written nowhere as such, at the place that it comes from."""
    return Scalar(text, text, location)


def with_entry(node: Mapping, key: str, value: Node, location: Location | None = None) -> Mapping:
    """The mapping with one entry set; a new entry stands at the place of its value."""
    if node.entry(key) is not None:
        return Mapping(tuple(_with_value(each, value) if each.key == key else each for each in node.entries), node.location)
    return Mapping((*node.entries, Entry(key, value, location or value.location)), node.location)


def _with_value(entry: Entry, value: Node) -> Entry:
    return entry if entry.value is value else Entry(entry.key, value, entry.location)


def without(node: Mapping, *keys: str) -> Mapping:
    return Mapping(tuple(entry for entry in node.entries if entry.key not in keys), node.location)


def put(node: Node, path: tuple[str, ...], value: Node, create: bool = True) -> Node:
    """The node with a value at a path of keys. `[]` after a key goes into each item of the list there. Mappings that are
    missing on the way are made where `create` allows it; a path that meets anything else changes nothing."""
    if not path:
        return value
    if not isinstance(node, Mapping):
        return node
    step, rest = path[0], path[1:]
    entry = node.entry(step.removesuffix("[]"))
    if step.endswith("[]"):
        return each_item(node, step[:-2], lambda item: put(item, rest, value, create))
    if entry is None and not create:
        return node
    below = entry.value if entry is not None else Mapping((), value.location)
    return with_entry(node, step, put(below, rest, value, create))


def each_item(node: Mapping, key: str, change: _Change) -> Mapping:
    """The mapping with every item of one of its lists changed."""
    entry = node.entry(key)
    if entry is None or not isinstance(entry.value, Sequence):
        return node
    return with_entry(node, key, Sequence(tuple(change(item) for item in entry.value.items), entry.value.location))


def change_at(node: Node, path: tuple[str, ...], change: _Change) -> Node:
    """The node with what stands at a path changed, if anything stands there; `[]` as in `put`."""
    if not path:
        return change(node)
    if not isinstance(node, Mapping):
        return node
    if path[0].endswith("[]"):
        return each_item(node, path[0][:-2], lambda item: change_at(item, path[1:], change))
    entry = node.entry(path[0])
    return node if entry is None else with_entry(node, path[0], change_at(entry.value, path[1:], change))


def add_pairs(node: Node, pairs: Iterable[Entry]) -> Node:
    """The mapping with labels or the like set."""
    for pair in pairs:
        if isinstance(node, Mapping):
            node = with_entry(node, pair.key, pair.value, pair.location)
    return node
