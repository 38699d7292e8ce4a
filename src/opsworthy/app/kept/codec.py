"""Facts and models as plain lists for MessagePack, and back: only types of our own floors are ever made, each by its name."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import ModuleType
from typing import Any

import msgspec

from opsworthy.facts import infrastructure, operations, project, status, workloads
from opsworthy.system import model, running
from opsworthy.text import location, source

_MODULES: tuple[ModuleType, ...] = (infrastructure, operations, project, status, workloads, model, running, location, source)
_TUPLE, _SET, _DICT, _DECIMAL, _ENUM, _WHOLE, _FIRST = range(7)
_LARGEST = 1 << 63


class Unkeepable(Exception):
    """A value that MessagePack has no way to say, such as half a surrogate pair."""


class Unreadable(Exception):
    """What is kept is not what this program writes."""


def packed(value: object) -> bytes:
    """A value made of our frozen dataclasses, tuples, sets, mappings and plain values. Raises Unkeepable for any other."""
    numbers: dict[type, int] = {}
    try:
        body = _plain(value, numbers)
        return msgspec.msgpack.encode([[_name(each) for each in numbers], body])
    except (TypeError, ValueError, RecursionError) as error:
        raise Unkeepable(type(error).__name__) from error


def unpacked(data: bytes) -> Any:
    """The value that was packed. Raises Unreadable where it is damaged, or names a type that is none of ours."""
    try:
        names, body = msgspec.msgpack.decode(data, type=tuple[list[str], Any])
        return _made(body, [_types()[name] for name in names])
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise Unreadable(type(error).__name__) from error


def _plain(value: object, numbers: dict[type, int]) -> object:
    kind: type = type(value)
    if value is None or kind in (str, bool, float):
        return value
    if isinstance(value, int) and kind is int:
        return value if -_LARGEST < value < _LARGEST else [_WHOLE, hex(value)]
    number = numbers.get(kind)
    if number is None and kind in _known():
        number = numbers[kind] = len(numbers)
    if number is not None:
        if isinstance(value, Enum):
            return [_ENUM, number, value.value]
        return [number + _FIRST, *[_plain(getattr(value, name), numbers) for name in _fields(kind)]]
    return _collected(value, numbers)


def _collected(value: object, numbers: dict[type, int]) -> object:
    if isinstance(value, tuple | list):
        return [_TUPLE, *[_plain(each, numbers) for each in value]]
    if isinstance(value, frozenset | set):
        return [_SET, *[_plain(each, numbers) for each in sorted(value, key=repr)]]
    if isinstance(value, dict):
        return [_DICT, *[_plain(each, numbers) for pair in value.items() for each in pair]]
    if isinstance(value, Decimal):
        return [_DECIMAL, str(value)]
    raise TypeError(f"{type(value).__name__} is not kept")


def _made(body: object, types: list[type]) -> object:
    makers: list[Callable[..., object]] = list(types)

    def make(node: object) -> object:
        if type(node) is not list:
            return node
        number = node[0]
        if number >= _FIRST:
            return makers[number - _FIRST](*[make(each) if type(each) is list else each for each in node[1:]])
        if number == _TUPLE:
            return tuple([make(each) if type(each) is list else each for each in node[1:]])
        return _rare(number, [make(each) for each in node[1:]], types)

    return make(body)


def _rare(number: int, held: list[Any], types: list[type]) -> object:
    if number == _SET:
        return frozenset(held)
    if number == _DICT:
        return dict(zip(held[::2], held[1::2], strict=True))
    if number == _ENUM:
        return types[held[0]](held[1])
    return int(held[0], 16) if number == _WHOLE else Decimal(held[0])


@cache
def _types() -> dict[str, type]:
    return {_name(each): each for module in _MODULES for each in _kept(vars(module).values())}


@cache
def _known() -> frozenset[type]:
    return frozenset(_types().values())


def _kept(values: Iterable[object]) -> Iterable[type]:
    """The dataclasses and enumerations among what a module holds, those that it takes from another of ours included."""
    return (
        each
        for each in values
        if isinstance(each, type) and each.__module__.startswith("opsworthy.") and (is_dataclass(each) or issubclass(each, Enum))
    )


def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def _fields(kind: type[object]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
