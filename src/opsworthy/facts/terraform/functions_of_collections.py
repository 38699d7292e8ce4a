"""Functions on lists, sets and objects. Those of TOLERANT keep what they know where another argument is not known."""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table
from collections.abc import Sequence as Many
from itertools import islice

from opsworthy.facts.terraform.operations import allowance, equal
from opsworthy.facts.terraform.values import (
    Undetermined,
    is_null,
    mapping,
    number,
    passed_on,
    references_of,
    scalar,
    sequence,
    text,
    undetermined,
    unknown_in,
)
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence

_MOST = 2000
_MOST_COMPARED = 5

Function = Callable[[Many[Node], Location], Node]


def _merge(arguments: Many[Node], where: Location) -> Node:
    """Objects one over the other; of an object that is not known nothing can be kept."""
    known = [argument for argument in arguments if isinstance(argument, Mapping)]
    unknown = unknown_in(arguments)
    if not known and unknown is not None:
        return passed_on(unknown, where, arguments)
    return mapping((entry for each in known for entry in each.entries[:_MOST]), where)


def _concat(arguments: Many[Node], where: Location) -> Node:
    known = [argument for argument in arguments if isinstance(argument, Sequence)]
    unknown = unknown_in(arguments)
    if unknown is not None:
        return sequence((*(item for each in known for item in each.items[:_MOST]), unknown), where) if known else unknown
    return sequence((item for each in known for item in each.items[:_MOST]), where)


def _flat(node: Node, depth: int) -> Iterator[Node]:
    if isinstance(node, Sequence) and depth < 20:
        for item in node.items[:_MOST]:
            yield from _flat(item, depth + 1)
    else:
        yield node


def _flatten(arguments: Many[Node], where: Location) -> Node:
    held = arguments[0]
    return sequence(islice(_flat(held, 0), _MOST), where) if isinstance(held, Sequence) else held


def _compact(arguments: Many[Node], _where: Location) -> Node:
    held = arguments[0]
    if not isinstance(held, Sequence):
        return held
    return sequence((item for item in held.items if not is_null(item) and text(item) != ""), held.location)


def _distinct(arguments: Many[Node], _where: Location) -> Node:
    held = arguments[0]
    if not isinstance(held, Sequence):
        return held
    found: list[Node] = []
    texts: set[tuple[type, str]] = set()
    structures: list[Node] = []
    left = allowance(len(held.items[:_MOST]))
    for item in held.items[:_MOST]:
        said = text(item)
        if said is not None and isinstance(item, Scalar):
            alike = (type(item.value), said) in texts
            texts.add((type(item.value), said))
        else:
            alike = any(equal(item, other, left) for other in structures[:_MOST_COMPARED])
            structures.append(item)
        found += [] if alike else [item]
    return sequence(found, held.location)


def _lookup(arguments: Many[Node], where: Location) -> Node:
    held, key = arguments[0], text(arguments[1]) if len(arguments) > 1 else None
    if isinstance(held, Mapping) and key is not None:
        entry = held.entry(key)
        if entry is not None:
            return entry.value
        return arguments[2] if len(arguments) > 2 else undetermined(f"there is no “{key}” in this map", where)
    unknown = unknown_in(arguments[:2])
    if unknown is not None:
        return passed_on(unknown, where, arguments[:2])
    return undetermined("lookup() in what is no map", where)


def _element(arguments: Many[Node], where: Location) -> Node:
    held, index = arguments[0], number(arguments[1]) if len(arguments) > 1 else None
    if isinstance(held, Sequence) and held.items and index is not None:
        return held.items[int(index) % len(held.items)]
    unknown = unknown_in(arguments)
    return passed_on(unknown, where, arguments) if unknown else undetermined("element() of an empty list", where)


def _keys(arguments: Many[Node], where: Location) -> Node:
    held = arguments[0]
    if isinstance(held, Mapping):
        return sequence((scalar(entry.key, entry.location) for entry in sorted(held.entries, key=lambda each: each.key)), where)
    return held if isinstance(held, Undetermined) else undetermined("keys() of what is no map", where)


def _values(arguments: Many[Node], where: Location) -> Node:
    held = arguments[0]
    if isinstance(held, Mapping):
        return sequence((entry.value for entry in sorted(held.entries, key=lambda each: each.key)), where)
    return held if isinstance(held, Undetermined) else undetermined("values() of what is no map", where)


def _as_list(arguments: Many[Node], _where: Location) -> Node:
    return arguments[0]


def _as_set(arguments: Many[Node], where: Location) -> Node:
    return _distinct(arguments, where)


def _one(arguments: Many[Node], where: Location) -> Node:
    held = arguments[0]
    if isinstance(held, Sequence):
        return held.items[0] if held.items else scalar(None, where)
    return held


def _coalesce_list(arguments: Many[Node], where: Location) -> Node:
    for argument in arguments:
        if isinstance(argument, Undetermined) or (isinstance(argument, Sequence) and argument.items):
            return argument
    return undetermined("no argument of coalescelist() has items", where)


def _contains(arguments: Many[Node], where: Location) -> Node:
    held, wanted = arguments[0], arguments[1]
    if not isinstance(held, Sequence):
        raise TypeError
    left = allowance(len(held.items[:_MOST]))
    said = [equal(item, wanted, left) for item in held.items[:_MOST]]
    if True in said:
        return scalar(True, where)
    return undetermined("a list that is not known in full", where, references_of(held)) if None in said else scalar(False, where)


def _zipmap(arguments: Many[Node], where: Location) -> Node:
    keys, values = arguments[0], arguments[1]
    if not isinstance(keys, Sequence) or not isinstance(values, Sequence):
        raise TypeError
    pairs = zip(keys.items, values.items, strict=False)
    return mapping((Entry(text(key) or "", value, key.location) for key, value in pairs), where)


def _range(arguments: Many[Node], where: Location) -> Node:
    given = [int(number(argument) or 0) for argument in arguments]
    counted = range(*given[:3])
    if len(counted) > 1000:
        raise ValueError
    return sequence((scalar(each, where) for each in counted), where)


def _slice(arguments: Many[Node], _where: Location) -> Node:
    held, start, end = arguments[0], int(number(arguments[1]) or 0), int(number(arguments[2]) or 0)
    if not isinstance(held, Sequence):
        raise TypeError
    return sequence(held.items[start:end], held.location)


def _reverse(arguments: Many[Node], _where: Location) -> Node:
    held = arguments[0]
    if not isinstance(held, Sequence):
        raise TypeError
    return sequence(reversed(held.items), held.location)


def _sort(arguments: Many[Node], _where: Location) -> Node:
    held = arguments[0]
    if not isinstance(held, Sequence) or any(text(item) is None for item in held.items):
        raise TypeError
    return sequence(sorted(held.items, key=lambda item: text(item) or ""), held.location)


def _set_of(arguments: Many[Node], _where: Location, *, both: bool) -> Node:
    first, rest = arguments[0], arguments[1]
    if not isinstance(first, Sequence) or not isinstance(rest, Sequence):
        raise TypeError
    left = allowance(30_000)
    kept = [item for item in first.items[:300] if any(equal(item, other, left) for other in rest.items[:300]) == both]
    return sequence(kept, first.location)


def _product(arguments: Many[Node], where: Location) -> Node:
    rows: list[tuple[Node, ...]] = [()]
    for argument in arguments:
        if not isinstance(argument, Sequence) or len(rows) * len(argument.items) > _MOST:
            raise ValueError
        rows = [(*row, item) for row in rows for item in argument.items]
    return sequence((sequence(row, where) for row in rows), where)


def _index(arguments: Many[Node], where: Location) -> Node:
    if not isinstance(arguments[0], Sequence):
        raise TypeError
    left = allowance(len(arguments[0].items))
    found = [place for place, item in enumerate(arguments[0].items) if equal(item, arguments[1], left)]
    return scalar(found[0], where)


def _sum(arguments: Many[Node], where: Location) -> Node:
    if not isinstance(arguments[0], Sequence):
        raise TypeError
    return scalar(sum(number(item) or 0 for item in arguments[0].items), where)


TOLERANT: Table[str, Function] = {
    "merge": _merge,
    "concat": _concat,
    "flatten": _flatten,
    "compact": _compact,
    "distinct": _distinct,
    "lookup": _lookup,
    "element": _element,
    "keys": _keys,
    "values": _values,
    "tolist": _as_list,
    "toset": _as_set,
    "tomap": _as_list,
    "one": _one,
    "coalescelist": _coalesce_list,
    "setunion": _concat,
}
STRICT: Table[str, Function] = {
    "contains": _contains,
    "zipmap": _zipmap,
    "range": _range,
    "slice": _slice,
    "reverse": _reverse,
    "sort": _sort,
    "setintersection": lambda arguments, where: _set_of(arguments, where, both=True),
    "setsubtract": lambda arguments, where: _set_of(arguments, where, both=False),
    "setproduct": _product,
    "index": _index,
    "sum": _sum,
}
