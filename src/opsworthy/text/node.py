"""Structured data with a location on every value: what the YAML, JSON and TOML parsers give.

Aliased YAML nodes are shared objects, so walk along named paths; use `walk` (which visits each object once) for the rest.
"""

from collections.abc import Iterator
from dataclasses import field

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated

Plain = str | int | float | bool | None

_INDEXED = 16
"""Entries from which on a mapping is searched through an index: asked for each of its keys, a long one would take the square."""


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """`value` is the typed value; `text` the scalar as written, without quotes; `tag` a local tag of YAML, such as `!Ref`."""

    value: Plain
    text: str
    location: Location
    tag: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    items: tuple["Node", ...]
    location: Location
    tag: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One `key: value` of a mapping; `location` is that of the key."""

    key: str
    value: "Node"
    location: Location


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    entries: tuple[Entry, ...]
    location: Location
    tag: str | None = None
    _by_key: dict[str, Entry] = field(default_factory=dict, init=False, repr=False)

    def entry(self, key: str) -> Entry | None:
        if len(self.entries) < _INDEXED:
            return next((entry for entry in self.entries if entry.key == key), None)
        if not self._by_key:
            self._by_key.update((entry.key, entry) for entry in reversed(self.entries))
        return self._by_key.get(key)


Node = Scalar | Sequence | Mapping


def find(node: Node | None, *path: str | int) -> Node | None:
    """The node at a path of keys and indexes, or None where the path leaves the data."""
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            entry = node.entry(step)
            node = entry.value if entry else None
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step] if -len(node.items) <= step < len(node.items) else None
        else:
            return None
    return node


def string(node: Node | None, *path: str | int) -> str | None:
    """The scalar at a path as text, or None where there is none (a null is None too)."""
    found = find(node, *path)
    return found.text if isinstance(found, Scalar) and found.value is not None else None


def stated(node: Node | None, *path: str | int) -> Stated[str] | None:
    """The scalar at a path as text with its location."""
    found = find(node, *path)
    return Stated(found.text, found.location) if isinstance(found, Scalar) and found.value is not None else None


def integer(node: Node | None, *path: str | int) -> int | None:
    """The whole number at a path; a quoted whole number counts, a boolean does not."""
    found = find(node, *path)
    if not isinstance(found, Scalar) or isinstance(found.value, bool):
        return None
    if isinstance(found.value, int):
        return found.value
    text = found.text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def items(node: Node | None, *path: str | int) -> tuple[Node, ...]:
    """The items of the sequence at a path; empty where there is none."""
    found = find(node, *path)
    return found.items if isinstance(found, Sequence) else ()


def entries(node: Node | None, *path: str | int) -> tuple[Entry, ...]:
    """The entries of the mapping at a path; empty where there is none."""
    found = find(node, *path)
    return found.entries if isinstance(found, Mapping) else ()


def walk(node: Node) -> Iterator[Node]:
    """Every node below and including this one, each object once, parents first."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        yield here
        if isinstance(here, Mapping):
            waiting.extend(entry.value for entry in reversed(here.entries))
        elif isinstance(here, Sequence):
            waiting.extend(reversed(here.items))
