"""`for` in expressions and in texts."""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table

from opsworthy.facts.terraform.expressions import Expression, For, Joined
from opsworthy.facts.terraform.values import Undetermined, filled, mapping, passed_on, scalar, sequence, text, truth, undetermined
from opsworthy.text.node import Entry, Mapping, Node, Sequence

Bindings = Table[str, Node]
Evaluate = Callable[[Expression, Bindings], Node]
_MOST = 1000


def looped(evaluate: Evaluate, loop: For, bindings: Bindings) -> Node:
    """The list or object that a `for` makes; what may or may not belong to it makes it unknown."""
    over = evaluate(loop.over, bindings)
    if isinstance(over, Undetermined):
        return passed_on(over, loop.location)
    if not isinstance(over, Sequence | Mapping):
        return undetermined("a for over what is no list", loop.location)
    values: list[Node] = []
    entries: dict[str, list[Entry]] = {}
    for inner in _rounds(over, loop, bindings):
        if loop.condition is not None:
            held = evaluate(loop.condition, inner)
            if isinstance(held, Undetermined):
                return passed_on(held, loop.location)
            if not truth(held):
                continue
        value = evaluate(loop.result, inner)
        if loop.result_key is None:
            values.append(value)
            continue
        key = evaluate(loop.result_key, inner)
        name = text(key)
        if name is None:
            return (
                passed_on(key, loop.location)
                if isinstance(key, Undetermined)
                else undetermined("a key that is no text", loop.location)
            )
        entries.setdefault(name, []).append(Entry(name, value, key.location))
    if loop.result_key is None:
        return sequence(values, loop.location)
    if loop.grouped:
        return mapping(
            (
                Entry(name, sequence((each.value for each in found), loop.location), found[0].location)
                for name, found in entries.items()
            ),
            loop.location,
        )
    return mapping((found[-1] for found in entries.values()), loop.location)


def _rounds(over: Sequence | Mapping, loop: For, bindings: Bindings) -> Iterator[Bindings]:
    if isinstance(over, Mapping):
        pairs: Iterator[tuple[Node, Node]] = ((scalar(each.key, each.location), each.value) for each in over.entries[:_MOST])
    else:
        pairs = ((scalar(place, item.location), item) for place, item in enumerate(over.items[:_MOST]))
    for key, item in pairs:
        named = {loop.key: key, loop.item: item} if loop.key is not None else {loop.item: item}
        yield {**bindings, **named}


def written_out(evaluate: Evaluate, joined: Joined, bindings: Bindings) -> Node:
    """What a `%{ for }` writes into a text."""
    made = looped(evaluate, joined.each, bindings)
    return filled(made.items, joined.location) if isinstance(made, Sequence) else made
