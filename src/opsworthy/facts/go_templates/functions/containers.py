"""Lists and mappings."""

from itertools import pairwise

from opsworthy.facts.go_templates.errors import TemplateError
from opsworthy.facts.go_templates.functions.calling import MOST_ITEMS, at, listed, mapped, of_data, of_values, text, whole
from opsworthy.facts.go_templates.running import Function, Run, field_of
from opsworthy.facts.go_templates.values import NOTHING, Value, copied, is_unknown, plain, truth


def _dict(_run: Run, arguments: list[Value]) -> Value:
    return Value({text(key): value for at_, (key, value) in enumerate(pairwise([*arguments, Value("")])) if at_ % 2 == 0})


def _set(_run: Run, arguments: list[Value]) -> Value:
    held = at(arguments, 0)
    if isinstance(held.data, dict):
        held.data[text(at(arguments, 1))] = at(arguments, 2)
    return held


def _unset(_run: Run, arguments: list[Value]) -> Value:
    mapped(at(arguments, 0)).pop(text(at(arguments, 1)), None)
    return at(arguments, 0)


def _get(held: Value, key: Value) -> Value:
    return held if is_unknown(held) else mapped(held).get(text(key), Value(""))


def _index(_run: Run, arguments: list[Value]) -> Value:
    found = at(arguments, 0)
    for step in arguments[1:]:
        if isinstance(found.data, list):
            number = whole(step)
            found = found.data[number] if 0 <= number < len(found.data) else NOTHING
        elif isinstance(found.data, str) and not is_unknown(found):
            number = whole(step)
            found = Value(ord(found.data[number])) if 0 <= number < len(found.data) else NOTHING
        else:
            found = field_of(found, text(step))
    return found


def _merged(into: Value, other: Value, over: bool, depth: int = 0) -> None:
    """As Sprig: `into` changes; where both have a key, its own value stays, but for an empty one or with `over`."""
    own = mapped(into)
    for key, value in mapped(other).items():
        here = own.get(key)
        if here is not None and isinstance(here.data, dict) and isinstance(value.data, dict) and depth < 60:
            _merged(here, value, over, depth + 1)
        elif here is None or (truth(value) if over else not truth(here)):
            own[key] = copied(value)


def _merge(over: bool) -> Function:
    def function(run: Run, arguments: list[Value]) -> Value:
        into = at(arguments, 0)
        for each in arguments[1:]:
            run.step(len(mapped(each)))
            _merged(into, each, over)
        return into

    return function


def _dig(_run: Run, arguments: list[Value]) -> Value:
    *keys, otherwise, found = arguments
    for key in keys:
        if text(key) not in mapped(found):
            return otherwise
        found = mapped(found)[text(key)]
    return found


def _omitted(held: Value, *keys: Value) -> Value:
    names = _names(keys)
    return Value({key: value for key, value in mapped(held).items() if key not in names}, held.origin)


def _picked(held: Value, *keys: Value) -> Value:
    names = _names(keys)
    return Value({key: value for key, value in mapped(held).items() if key in names}, held.origin)


def _names(keys: tuple[Value, ...]) -> set[str]:
    return {text(each) for key in keys for each in (listed(key) if isinstance(key.data, list) else [key])}


def _appended(held: Value, item: Value) -> Value:
    return Value([*listed(held), item])


def _unique(held: Value) -> Value:
    found: list[Value] = []
    seen: list[object] = []
    for each in listed(held)[:2000]:
        if (bare := plain(each)) not in seen:
            seen.append(bare)
            found.append(each)
    return Value(found)


def _concat(run: Run, arguments: list[Value]) -> Value:
    found = [item for each in arguments for item in listed(each)]
    if len(found) > MOST_ITEMS:
        raise TemplateError("a list longer than any chart needs", run.place)
    return Value(found)


def _slice(_run: Run, arguments: list[Value]) -> Value:
    held = at(arguments, 0)
    first = whole(at(arguments, 1))
    last = whole(arguments[2]) if len(arguments) > 2 else None
    if isinstance(held.data, str):
        return Value(held.data[first:last], held.origin)
    return Value(listed(held)[first:last])


def _without(held: Value, *items: Value) -> Value:
    unwanted = [plain(each) for each in items]
    return Value([each for each in listed(held) if plain(each) not in unwanted])


def _until(start: int, stop: int, step: int, run: Run) -> Value:
    if step == 0 or abs(stop - start) > MOST_ITEMS:
        raise TemplateError("a list longer than any chart needs", run.place)
    return Value([Value(number) for number in range(start, stop, step)])


def _ends(held: Value, number: int) -> Value:
    if isinstance(held.data, str):
        return held
    return listed(held)[number] if listed(held) else NOTHING


def _chunks(size: Value, held: Value) -> Value:
    width, items = max(1, whole(size)), listed(held)
    return Value([Value(items[start : start + width]) for start in range(0, len(items), width)])


_LISTS: dict[str, Function] = {
    "append": of_values(_appended, 2),
    "chunk": of_values(_chunks, 2),
    "compact": of_values(lambda held: Value([each for each in listed(held) if truth(each)])),
    "first": of_values(lambda held: _ends(held, 0)),
    "initial": of_values(lambda held: Value(listed(held)[:-1])),
    "last": of_values(lambda held: _ends(held, -1)),
    "prepend": of_values(lambda held, item: Value([item, *listed(held)]), 2),
    "push": of_values(_appended, 2),
    "rest": of_values(lambda held: Value(listed(held)[1:])),
    "reverse": of_values(lambda held: Value(listed(held)[::-1])),
    "slice": _slice,
    "uniq": of_values(_unique),
    "without": of_values(_without),
}

FUNCTIONS: dict[str, Function] = {
    **_LISTS,
    **{f"must{name[0].upper()}{name[1:]}": function for name, function in _LISTS.items()},
    "concat": _concat,
    "deepCopy": of_values(copied),
    "dict": _dict,
    "dig": _dig,
    "get": of_values(_get, 2),
    "hasKey": of_data(lambda held, key: text(key) in mapped(held), 2),
    "index": _index,
    "keys": lambda _run, arguments: Value([Value(key) for held in arguments for key in mapped(held)]),
    "list": lambda _run, arguments: Value(list(arguments)),
    "tuple": lambda _run, arguments: Value(list(arguments)),
    "merge": _merge(over=False),
    "mergeOverwrite": _merge(over=True),
    "mustDeepCopy": of_values(copied),
    "mustMerge": _merge(over=False),
    "mustMergeOverwrite": _merge(over=True),
    "omit": of_values(_omitted),
    "pick": of_values(_picked),
    "pluck": lambda _run, arguments: Value(
        [mapped(each)[text(at(arguments, 0))] for each in arguments[1:] if text(at(arguments, 0)) in mapped(each)]
    ),
    "seq": lambda run, arguments: _seq(run, [whole(each) for each in arguments]),
    "set": _set,
    "unset": _unset,
    "until": lambda run, arguments: _until(0, whole(at(arguments, 0)), 1 if whole(at(arguments, 0)) >= 0 else -1, run),
    "untilStep": lambda run, arguments: _until(whole(at(arguments, 0)), whole(at(arguments, 1)), whole(at(arguments, 2)), run),
    "values": lambda _run, arguments: Value([value for held in arguments for value in mapped(held).values()]),
}


def _seq(run: Run, numbers: list[int]) -> Value:
    """Numbers up to and with the last, as a text with blanks between."""
    first, step, last = {1: (1, 1, *numbers), 2: (*numbers[:1], 1, *numbers[1:]), 3: tuple(numbers)}.get(len(numbers), (1, 1, 0))
    made = listed(_until(first, last + (1 if step > 0 else -1), step, run))
    return Value(" ".join(text(each) for each in made))
