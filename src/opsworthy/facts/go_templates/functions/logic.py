"""Comparing, choosing and refusing."""

from opsworthy.facts.go_templates.functions.calling import at, kind, listed, of_data, of_values, text
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import NOTHING, Value, plain, truth


def _same(left: Value, right: Value) -> bool:
    one, other = plain(left), plain(right)
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _equal(_run: Run, arguments: list[Value]) -> Value:
    first = at(arguments, 0)
    return Value(any(_same(first, each) for each in arguments[1:]))


def _order(left: Value, right: Value) -> int:
    """-1, 0 or 1; what cannot be compared is equal."""
    one, other = left.data, right.data
    if isinstance(one, int | float) and isinstance(other, int | float):
        return (one > other) - (one < other)
    if isinstance(one, str) and isinstance(other, str):
        return (one > other) - (one < other)
    return 0


def _default(_run: Run, arguments: list[Value]) -> Value:
    given = at(arguments, 1)
    return given if truth(given) else at(arguments, 0)


def _coalesce(*values: Value) -> Value:
    return next((each for each in values if truth(each)), NOTHING)


def _ternary(_run: Run, arguments: list[Value]) -> Value:
    return at(arguments, 0) if truth(at(arguments, 2)) else at(arguments, 1)


def _fail(run: Run, arguments: list[Value]) -> Value:
    """A refusal is told, and reading goes on: whoever installs the chart gives it what it asks for."""
    run.tell(f"the chart refuses its own values: {_short(at(arguments, 0))}")
    return NOTHING


def _short(message: Value) -> str:
    """A chart's own words in one line; what they quote from its values may be secret."""
    said = "".join("…" if origin is not None and origin.said else piece for piece, origin in message.pieces())
    return " ".join(said.split())[:160]


def _required(run: Run, arguments: list[Value]) -> Value:
    """What must be given when it is installed, and no file here gives."""
    given = at(arguments, 1)
    if given.data is None or given.data == "":
        return run.unknown("required …", f"no values file here gives it: {_short(at(arguments, 0))}")
    return given


def _kind_is(wanted: Value, value: Value) -> bool:
    return text(wanted) == kind(value)


def _type(value: Value) -> str:
    names = {"invalid": "<nil>", "slice": "[]interface {}", "map": "map[string]interface {}"}
    return names.get(kind(value), kind(value))


def _type_is(wanted: Value, value: Value) -> bool:
    return text(wanted) in (_type(value), _type(value).replace("interface {}", "any"))


FUNCTIONS: dict[str, Function] = {
    "all": of_data(lambda *values: all(truth(each) for each in values), 0),
    "any": of_data(lambda *values: any(truth(each) for each in values), 0),
    "coalesce": of_values(_coalesce, 0),
    "deepEqual": of_data(_same, 2),
    "default": _default,
    "empty": of_data(lambda value: not truth(value)),
    "eq": _equal,
    "fail": _fail,
    "ge": of_data(lambda one, other: _order(one, other) >= 0, 2),
    "gt": of_data(lambda one, other: _order(one, other) > 0, 2),
    "kindIs": of_data(_kind_is, 2),
    "kindOf": of_data(kind),
    "le": of_data(lambda one, other: _order(one, other) <= 0, 2),
    "len": of_data(lambda value: len(value.data) if isinstance(value.data, str | list | dict) else 0),
    "lt": of_data(lambda one, other: _order(one, other) < 0, 2),
    "ne": of_data(lambda one, other: not _same(one, other), 2),
    "not": of_data(lambda value: not truth(value)),
    "required": _required,
    "ternary": _ternary,
    "typeIs": of_data(_type_is, 2),
    "typeIsLike": of_data(lambda wanted, value: _type_is(Value(text(wanted).lstrip("*")), value), 2),
    "typeOf": of_data(_type),
    "has": of_data(lambda item, held: any(_same(item, each) for each in listed(held)), 2),
}
