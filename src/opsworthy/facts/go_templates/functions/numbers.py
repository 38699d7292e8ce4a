"""Arithmetic, and versions."""

import math
import re
from collections.abc import Callable
from functools import reduce

from opsworthy.facts.go_templates.functions.calling import at, decimal, of_data, origin_of, text, whole
from opsworthy.facts.go_templates.functions.versions import matches, version
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import HOLE, Value

_LARGEST = 10**18


def _over(compute: Callable[[int, int], int]) -> Function:
    def function(_run: Run, arguments: list[Value]) -> Value:
        made = reduce(compute, (whole(each) for each in arguments)) if arguments else 0
        return Value(max(-_LARGEST, min(_LARGEST, made)), origin_of(arguments))

    return function


def _number(compute: Callable[[Value], int | float]) -> Function:
    """A conversion; it leaves alone what is not known."""

    def function(_run: Run, arguments: list[Value]) -> Value:
        value = at(arguments, 0)
        return value if HOLE in text(value) else Value(compute(value), origin_of(arguments))

    return function


def _divided(one: int, other: int) -> int:
    return int(one / other) if other else 0


def _remainder(one: int, other: int) -> int:
    return int(math.fmod(one, other)) if other else 0


def _rounded(value: Value, places: Value) -> float:
    return round(decimal(value), max(0, min(12, whole(places))))


def _octal(value: Value) -> int:
    written = text(value)
    return int(written, 8) if re.fullmatch(r"0?o?[0-7]{1,20}", written) else 0


def _semver(_run: Run, arguments: list[Value]) -> Value:
    found = version(text(at(arguments, 0)))
    if found is None:
        return Value({})
    names = ("Major", "Minor", "Patch")
    fields: dict[str, Value] = {name: Value(number) for name, number in zip(names, found.numbers, strict=True)}
    return Value({**fields, "Prerelease": Value(found.prerelease), "Original": at(arguments, 0)})


FUNCTIONS: dict[str, Function] = {
    "add": _over(lambda one, other: one + other),
    "add1": _number(lambda value: whole(value) + 1),
    "addf": of_data(lambda *values: math.fsum(decimal(each) for each in values)),
    "atoi": _number(whole),
    "ceil": _number(lambda value: float(math.ceil(decimal(value)))),
    "div": _over(_divided),
    "divf": of_data(lambda one, other: decimal(one) / decimal(other) if decimal(other) else 0.0, 2),
    "float64": _number(decimal),
    "floor": _number(lambda value: float(math.floor(decimal(value)))),
    "int": _number(whole),
    "int64": _number(whole),
    "max": _over(max),
    "min": _over(min),
    "mod": _over(_remainder),
    "mul": _over(lambda one, other: one * other),
    "mulf": of_data(lambda one, other: decimal(one) * decimal(other), 2),
    "round": of_data(_rounded, 2),
    "semver": _semver,
    "semverCompare": of_data(lambda wanted, given: matches(text(wanted), text(given)), 2),
    "sub": _over(lambda one, other: one - other),
    "subf": of_data(lambda one, other: decimal(one) - decimal(other), 2),
    "toDecimal": _number(_octal),
}
