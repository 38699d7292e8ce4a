"""Arithmetic, comparisons and logic of HCL."""

import operator
from collections.abc import Callable
from collections.abc import Mapping as Table

from opsworthy.facts.terraform.values import Undetermined, is_null, number, passed_on, scalar, truth, undetermined
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, Sequence

_COUNTED: Table[str, Callable[[float, float], float | bool]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "%": operator.mod,
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip
_LARGEST = 10**30
_MOST_COMPARED = 2000


def unary(sign: str, value: Node, where: Location) -> Node:
    if isinstance(value, Undetermined):
        return passed_on(value, where)
    if sign == "!":
        held = truth(value)
        return scalar(not held, where) if held is not None else undetermined("a condition on what is no truth", where)
    if sign == "-":
        counted = number(value)
        return scalar(-counted, where) if counted is not None else undetermined("arithmetic on what is no number", where)
    return undetermined(f"an operation “{sign}” that is not evaluated", where)


def binary(sign: str, left: Node, right: Node, where: Location) -> Node:
    """`&&` and `||` are decided by one side where that is enough."""
    if sign in ("&&", "||"):
        return _logic(sign, left, right, where)
    if sign in ("==", "!="):
        same = equal(left, right)
        if same is None:
            unknown = left if isinstance(left, Undetermined) else right
            reason = unknown.reason if isinstance(unknown, Undetermined) else "a comparison with what is not known"
            return undetermined(reason, where)
        return scalar(same == (sign == "=="), where)
    for side in (left, right):
        if isinstance(side, Undetermined):
            return passed_on(side, where)
    one, two, count = number(left), number(right), _COUNTED.get(sign)
    if one is None or two is None or count is None:
        return undetermined("arithmetic on what is no number", where)
    if (sign in "/%" and two == 0) or abs(one) > _LARGEST or abs(two) > _LARGEST:
        return undetermined("arithmetic without a result", where)
    result = count(one, two)
    whole = isinstance(result, float) and result.is_integer() and abs(result) < 1e15
    return scalar(int(result) if whole and not isinstance(result, bool) else result, where)


def _logic(sign: str, left: Node, right: Node, where: Location) -> Node:
    one, two = truth(left), truth(right)
    decisive = sign == "||"
    if one is decisive or two is decisive:
        return scalar(decisive, where)
    if one is None or two is None:
        unknown = next((side for side in (left, right) if isinstance(side, Undetermined)), None)
        return passed_on(unknown, where) if unknown is not None else undetermined("a condition on what is no truth", where)
    return scalar(not decisive, where)


def allowance(items: int) -> list[int]:
    """How many values may be compared, in a list that counts down: shared values could unfold without end."""
    return [_MOST_COMPARED + 2 * items]


def equal(left: Node, right: Node, left_over: list[int] | None = None) -> bool | None:
    """Whether two values are the same; None where that is not known. What a resource will hold is not null. `left_over` is the
    allowance of the comparisons that belong together."""
    left_over = allowance(0) if left_over is None else left_over
    left_over[0] -= 1
    if left_over[0] < 0:
        return None
    if isinstance(left, Undetermined) or isinstance(right, Undetermined):
        other, known = (left, right) if isinstance(left, Undetermined) else (right, left)
        return False if is_null(known) and isinstance(other, Undetermined) and other.attribute is not None else None
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        if isinstance(left.value, bool) != isinstance(right.value, bool):
            return left.text == right.text and left.value is not None and right.value is not None
        return left.value == right.value or (left.value is not None and right.value is not None and left.text == right.text)
    if isinstance(left, Sequence) and isinstance(right, Sequence):
        pairs = zip(left.items, right.items, strict=False)
        return _all(len(left.items) == len(right.items), [equal(one, two, left_over) for one, two in pairs])
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        theirs = {entry.key: entry.value for entry in right.entries}
        shared = [equal(entry.value, theirs[entry.key], left_over) for entry in left.entries if entry.key in theirs]
        return _all(len(left.entries) == len(theirs) == len(shared), shared)
    return False


def _all(alike: bool, each: list[bool | None]) -> bool | None:
    if not alike or False in each:
        return False
    return None if None in each else True
