"""The functions of Terraform's language that need nothing but their arguments."""

from collections.abc import Callable
from collections.abc import Mapping as Table
from collections.abc import Sequence as Many

from opsworthy.facts.terraform import functions_of_collections as collections
from opsworthy.facts.terraform import functions_of_texts as texts
from opsworthy.facts.terraform.encodings import decode, encoded
from opsworthy.facts.terraform.values import (
    Undetermined,
    is_null,
    number,
    passed_on,
    references_of,
    scalar,
    text,
    truth,
    undetermined,
    unknown_in,
)
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, Sequence

Function = Callable[[Many[Node], Location], Node]

_AT_RUN = frozenset(
    ["timestamp", "plantimestamp", "uuid", "uuidv5", "bcrypt", "rsadecrypt", "sensitive", "ephemeralasnull", "pathexpand"]
)


def call(name: str, arguments: Many[Node], where: Location) -> Node:
    """The value of a call. Most functions know nothing where an argument is not known; some can go on without it."""
    tolerant = _TOLERANT.get(name)
    if tolerant is not None:
        return tolerant(arguments, where)
    if name in _AT_RUN:
        return undetermined(f"what {name}() gives when it is applied", where, references_of(sequence_of(arguments, where)))
    unknown = unknown_in(arguments)
    if unknown is not None:
        return passed_on(unknown, where, arguments)
    strict = _STRICT.get(name)
    if strict is None:
        return undetermined(f"the function {name}() is not evaluated", where, references_of(sequence_of(arguments, where)))
    try:
        return strict(arguments, where)
    except (IndexError, TypeError, ValueError, OverflowError):
        return undetermined(f"{name}() cannot be evaluated with these arguments", where)


def sequence_of(items: Many[Node], where: Location) -> Sequence:
    return Sequence(tuple(items), where)


def _try(arguments: Many[Node], where: Location) -> Node:
    """The first argument that is known; one that fails is not told apart from one that is not known."""
    for argument in arguments:
        if not isinstance(argument, Undetermined) or argument.attribute is not None:
            return argument
    return arguments[0] if len(arguments) == 1 else undetermined("no argument of try() is known", where)


def _coalesce(arguments: Many[Node], where: Location) -> Node:
    for argument in arguments:
        if isinstance(argument, Undetermined):
            return argument
        if not is_null(argument) and text(argument) != "":
            return argument
    return undetermined("no argument of coalesce() has a value", where)


def _first_argument(arguments: Many[Node], where: Location) -> Node:
    return arguments[0] if arguments else undetermined("a call without an argument", where)


def _to_string(arguments: Many[Node], _where: Location) -> Node:
    said = text(arguments[0])
    return Scalar(said, said, arguments[0].location) if said is not None else arguments[0]


def _to_number(arguments: Many[Node], where: Location) -> Node:
    counted = number(arguments[0])
    if counted is None:
        return arguments[0] if is_null(arguments[0]) else undetermined("tonumber() of what is no number", where)
    return scalar(counted, arguments[0].location)


def _to_bool(arguments: Many[Node], _where: Location) -> Node:
    held = truth(arguments[0])
    return scalar(held, arguments[0].location) if held is not None else arguments[0]


def _extreme(arguments: Many[Node], _where: Location, *, most: bool) -> Node:
    counted = [(value, argument) for argument in arguments if (value := number(argument)) is not None]
    if not counted or len(counted) != len(arguments):
        raise ValueError
    chosen = (max if most else min)(counted, key=lambda pair: pair[0])
    return chosen[1]


def _rounded(arguments: Many[Node], where: Location, *, up: bool) -> Node:
    counted = number(arguments[0])
    if counted is None:
        raise ValueError
    whole = int(counted // 1)
    return scalar(whole + 1 if up and whole != counted else whole, where)


def _length(arguments: Many[Node], where: Location) -> Node:
    held = arguments[0]
    if isinstance(held, Sequence):
        return scalar(len(held.items), where)
    if isinstance(held, Mapping):
        return scalar(len(held.entries), where)
    said = text(held)
    if said is None:
        raise ValueError
    return scalar(len(said), where)


def _can(arguments: Many[Node], where: Location) -> Node:
    return undetermined("what can() says is known when it is applied", where) if unknown_in(arguments) else scalar(True, where)


_TOLERANT: Table[str, Function] = {
    "try": _try,
    "can": _can,
    "coalesce": _coalesce,
    "nonsensitive": _first_argument,
    "jsonencode": encoded,
    "yamlencode": encoded,
    **collections.TOLERANT,
}
_STRICT: Table[str, Function] = {
    "tostring": _to_string,
    "tonumber": _to_number,
    "tobool": _to_bool,
    "max": lambda arguments, where: _extreme(arguments, where, most=True),
    "min": lambda arguments, where: _extreme(arguments, where, most=False),
    "floor": lambda arguments, where: _rounded(arguments, where, up=False),
    "ceil": lambda arguments, where: _rounded(arguments, where, up=True),
    "length": _length,
    "jsondecode": lambda arguments, where: decode("json", arguments[0], where),
    "yamldecode": lambda arguments, where: decode("yaml", arguments[0], where),
    **texts.STRICT,
    **collections.STRICT,
}
