"""How functions over plain data become functions over values with places."""

from collections.abc import Callable
from inspect import Parameter, signature
from math import inf

from opsworthy.facts.go_templates.errors import TemplateError
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import HOLE, HOLE_END, NOTHING, Data, Native, Origin, Value, printed

MOST_TEXT = 1_000_000
MOST_ITEMS = 20_000


def at(arguments: list[Value], index: int) -> Value:
    """An argument; nothing where it was not given."""
    return arguments[index] if -len(arguments) <= index < len(arguments) else NOTHING


def text(value: Value) -> str:
    return printed(value.data)


def listed(value: Value) -> list[Value]:
    return value.data if isinstance(value.data, list) else []


def mapped(value: Value) -> dict[str, Value]:
    return value.data if isinstance(value.data, dict) else {}


def whole(value: Value) -> int:
    """A value as a whole number, as `int` gives it: 0 where it is none."""
    number = decimal(value)
    return int(number) if abs(number) < 1e18 else 0


def decimal(value: Value) -> float:
    data = value.data
    if isinstance(data, bool):
        return 1.0 if data else 0.0
    if isinstance(data, int | float):
        return float(data) if data == data and abs(data) < 1e300 else 0.0
    try:
        return float(data) if isinstance(data, str) and len(data) < 40 and "_" not in data else 0.0
    except ValueError:
        return 0.0


def origin_of(arguments: list[Value]) -> Origin | None:
    """Where a result is best looked for: at the last argument that a file states."""
    for each in reversed(arguments):
        if each.origin is not None and each.origin.said:
            return each.origin
    return None


def _bounds(compute: Callable[..., object], least: int) -> tuple[int, float]:
    """How many values a computation takes at least and at most."""
    taken = signature(compute).parameters.values()
    needed = [each for each in taken if each.default is Parameter.empty and each.kind is not Parameter.VAR_POSITIONAL]
    endless = any(each.kind is Parameter.VAR_POSITIONAL for each in taken)
    return max(least, len(needed)), inf if endless else len(taken)


def _count(arguments: list[Value], fewest: int, most: float, run: Run) -> None:
    if not fewest <= len(arguments) <= most:
        raise TemplateError(f"a function is given too {'few' if len(arguments) < fewest else 'many'} arguments", run.place)


def of_texts(compute: Callable[..., str], least: int = 1) -> Function:
    """A function from printed texts to a text; of what is not known it makes what is not known."""
    fewest, most = _bounds(compute, least)

    def function(run: Run, arguments: list[Value]) -> Value:
        _count(arguments, fewest, most, run)
        texts = [text(each) for each in arguments]
        unknown = next((each for each in reversed(arguments) if HOLE in text(each)), None)
        if unknown is not None:
            written = text(unknown)
            end = written.find(HOLE_END, written.index(HOLE))
            return Value(written[written.index(HOLE) : end + 1], unknown.origin)
        return Value(compute(*texts)[:MOST_TEXT], origin_of(arguments))

    return function


def of_data(compute: Callable[..., Data], least: int = 1) -> Function:
    """A function from values to data."""
    fewest, most = _bounds(compute, least)

    def function(run: Run, arguments: list[Value]) -> Value:
        _count(arguments, fewest, most, run)
        return Value(compute(*arguments), origin_of(arguments))

    return function


def of_values(compute: Callable[..., Value], least: int = 1) -> Function:
    """A function that hands one of the values on, or makes a new one."""
    fewest, most = _bounds(compute, least)

    def function(run: Run, arguments: list[Value]) -> Value:
        _count(arguments, fewest, most, run)
        return compute(*arguments)

    return function


def kind(value: Value) -> str:
    """Go's word for the kind of a value."""
    data = value.data
    if data is None:
        return "invalid"
    if isinstance(data, Native):
        return "struct"
    kinds = ((bool, "bool"), (str, "string"), (int, "int"), (float, "float64"), (list, "slice"), (dict, "map"))
    return next(name for python, name in kinds if isinstance(data, python))
