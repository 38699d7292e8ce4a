"""What templates compute with: plain data in which every value remembers the place that states it."""

from collections.abc import Callable
from typing import TypeAlias

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, Sequence

HOLE = "\ue000"
HOLE_END = "\ue001"
"""A value that nobody can know before the release is a number between these two marks; `Run.holes` says what it is."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from. Of a text of several lines that `moves`, each line stands one line further down; `said` is
    true of what a values file (or the like) states, and false of what only stands in a template."""

    location: Location
    moves: bool = False
    said: bool = False


Part: TypeAlias = tuple[str, Origin | None]


@dataclass(frozen=True, slots=True, eq=False)
class Native:
    """Something with methods, such as `.Files`; `fields` are what it holds."""

    methods: dict[str, Callable[[list["Value"]], "Value"]]
    fields: dict[str, "Value"]


Data: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | Native | None"


class Value:
    """One value: `origin` of the whole, and, for a text put together from several places, its `parts`."""

    __slots__ = ("data", "origin", "parts")

    def __init__(self, data: Data, origin: Origin | None = None, parts: tuple[Part, ...] | None = None) -> None:
        self.data = data
        self.origin = origin
        self.parts = parts

    def pieces(self) -> tuple[Part, ...]:
        """The text that the value prints, by where each part of it comes from."""
        return self.parts if self.parts is not None else ((printed(self.data), self.origin),)


NOTHING = Value(None)


def of_parts(parts: list[Part] | tuple[Part, ...]) -> Value:
    """A text put together from parts."""
    kept = tuple(part for part in parts if part[0])
    if len(kept) == 1:
        return Value(kept[0][0], kept[0][1], kept)
    return Value("".join(text for text, _ in kept), last_said(kept), kept)


def last_said(parts: tuple[Part, ...]) -> Origin | None:
    """The origin that a reader looks for first in a text of several: the last that a values file states."""
    return next((origin for _, origin in reversed(parts) if origin is not None and origin.said), None)


def of_node(node: Node | None, said: bool = True) -> Value:
    """Data of a file as a value; `said` where its places are worth pointing to."""
    if node is None:
        return NOTHING
    origin = Origin(node.location, said=True) if said else None
    if isinstance(node, Scalar):
        return Value(node.value, origin)
    if isinstance(node, Sequence):
        return Value([of_node(item, said) for item in node.items], origin)
    assert isinstance(node, Mapping)
    found = {entry.key: of_node(entry.value, said) for entry in node.entries}
    for entry in node.entries if said else ():  # What is no text stands where its key does.
        if not isinstance(entry.value, Scalar):
            found[entry.key].origin = Origin(entry.location, said=True)
    return Value(found, origin)


def of_plain(data: object, origin: Origin | None = None) -> Value:
    """Plain data of a function as a value."""
    if isinstance(data, list | tuple):
        return Value([of_plain(item, origin) for item in data], origin)
    if isinstance(data, dict):
        return Value({str(key): of_plain(item, origin) for key, item in data.items()}, origin)
    return Value(data if isinstance(data, str | int | float) else None, origin)


def copied(value: Value) -> Value:
    """The value with containers of its own, so that setting a key in one does not show in the other."""
    if isinstance(value.data, dict):
        return Value({key: copied(item) for key, item in value.data.items()}, value.origin)
    if isinstance(value.data, list):
        return Value([copied(item) for item in value.data], value.origin)
    return value


def truth(value: Value) -> bool:
    return bool(value.data.fields) if isinstance(value.data, Native) else bool(value.data)


def is_unknown(value: Value) -> bool:
    return isinstance(value.data, str) and HOLE in value.data


def printed(data: Data) -> str:
    """What `{{ … }}` prints, as Go does; nothing where there is no value, as Helm does."""
    if isinstance(data, str):
        return data
    if data is None:
        return ""
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, int):
        return str(data)
    if isinstance(data, float):
        return of_float(data)
    if isinstance(data, list):
        return f"[{' '.join(_inner(item) for item in data)}]"
    if isinstance(data, dict):
        return f"map[{' '.join(f'{key}:{_inner(data[key])}' for key in sorted(data))}]"
    return ""


def _inner(value: Value) -> str:
    return "<nil>" if value.data is None else printed(value.data)


def of_float(number: float) -> str:
    if number != number or number in (float("inf"), float("-inf")):
        return "NaN" if number != number else "+Inf" if number > 0 else "-Inf"
    return str(int(number)) if number.is_integer() and abs(number) < 1e21 else repr(number)


def plain(value: Value) -> object:
    """The value as plain Python data, places left aside."""
    if isinstance(value.data, list):
        return [plain(item) for item in value.data]
    if isinstance(value.data, dict):
        return {key: plain(item) for key, item in value.data.items()}
    return None if isinstance(value.data, Native) else value.data
