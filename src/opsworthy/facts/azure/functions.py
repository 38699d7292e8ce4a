"""The functions of ARM and Bicep that need nothing but their arguments."""

from collections.abc import Callable

from opsworthy.facts.view import Found, Pointer
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Entry, Mapping, Scalar, Sequence

_LONGEST = 4000
Arguments = list[Found]


def truth(found: Found) -> bool | None:
    """Whether a value is true; None where nobody can say."""
    if not isinstance(found, Scalar):
        return None
    return {"true": True, "false": False}.get(found.text.lower())


def known_text(parts: Arguments, where: Location) -> Found:
    """The text of several values, or why it cannot be known."""
    if len(parts) == 1 and isinstance(parts[0], Pointer):
        return parts[0]
    texts = []
    for part in parts:
        if not isinstance(part, Scalar):
            return _why(part, where)
        texts.append(part.text)
    whole = "".join(texts)
    return Scalar(whole, whole, where) if len(whole) <= _LONGEST else Unknown("too long to be followed", where)


def _why(part: Found, where: Location) -> Unknown:
    if isinstance(part, Pointer):
        known_later = part.kind == "resource"
        return Unknown(f"known once {part.name} is made" if known_later else f"holds a {part.kind}", where)
    return Unknown(part.reason if isinstance(part, Unknown) else "not written out", where)


def _bool(value: bool | None, where: Location) -> Found:
    if value is None:
        return Unknown("depends on what is known when it is deployed", where)
    return Scalar(value, "true" if value else "false", where)


def _concat(arguments: Arguments, where: Location) -> Found:
    if arguments and all(isinstance(each, Sequence) for each in arguments):
        return Sequence(tuple(item for each in arguments if isinstance(each, Sequence) for item in each.items[:500]), where)
    return known_text(arguments, where)


def _format(arguments: Arguments, where: Location) -> Found:
    whole = arguments[0] if arguments else None
    if not isinstance(whole, Scalar):
        return _why(whole, where)
    text = whole.text
    for number, part in enumerate(arguments[1:30]):
        if f"{{{number}}}" in text:
            if not isinstance(part, Scalar):
                return _why(part, where)
            text = text.replace(f"{{{number}}}", part.text)[:_LONGEST]
    return Scalar(text, text, where)


def _on_text(change: Callable[[str], str]) -> Callable[[Arguments, Location], Found]:
    def changed(arguments: Arguments, where: Location) -> Found:
        first = arguments[0] if arguments else None
        return Scalar(change(first.text), change(first.text), where) if isinstance(first, Scalar) else _why(first, where)

    return changed


def _empty(arguments: Arguments, where: Location) -> Found:
    first = arguments[0] if arguments else None
    if isinstance(first, Scalar):
        return _bool(first.text == "" or first.value is None, where)
    if isinstance(first, Sequence):
        return _bool(not first.items, where)
    if isinstance(first, Mapping):
        return _bool(not first.entries, where)
    return _bool(True if first is None else None, where)


def _equals(arguments: Arguments, where: Location) -> Found:
    first, second = [*arguments, None, None][:2]
    if isinstance(first, Scalar) and isinstance(second, Scalar):
        return _bool(first.text == second.text, where)
    return _bool(None, where)


def _differs(arguments: Arguments, where: Location) -> Found:
    return _not([_equals(arguments, where)], where)


def _not(arguments: Arguments, where: Location) -> Found:
    answer = truth(arguments[0]) if arguments else None
    return _bool(None if answer is None else not answer, where)


def _all(arguments: Arguments, where: Location) -> Found:
    answers = [truth(each) for each in arguments]
    return _bool(False if False in answers else None if None in answers else True, where)


def _any(arguments: Arguments, where: Location) -> Found:
    answers = [truth(each) for each in arguments]
    return _bool(True if True in answers else None if None in answers else False, where)


def _coalesce(arguments: Arguments, where: Location) -> Found:
    for each in arguments:
        if each is not None and not (isinstance(each, Scalar) and each.value is None):
            return each
    return Unknown("nothing is given", where)


def _union(arguments: Arguments, where: Location) -> Found:
    entries: dict[str, Entry] = {}
    for each in arguments:
        if isinstance(each, Mapping):
            entries.update({entry.key: entry for entry in each.entries[:1000]})
        elif isinstance(each, Sequence):
            return _concat(arguments, where)
    return Mapping(tuple(entries.values()), where)


def _replace(arguments: Arguments, where: Location) -> Found:
    texts = [each.text for each in arguments if isinstance(each, Scalar)]
    if len(texts) != 3 or not texts[1]:
        return next((_why(each, where) for each in arguments if not isinstance(each, Scalar)), Unknown("a replacement", where))
    made = texts[0].replace(texts[1], texts[2])
    return Scalar(made, made, where) if len(made) <= _LONGEST else Unknown("too long to be followed", where)


def _same(arguments: Arguments, where: Location) -> Found:
    return arguments[0] if arguments else Unknown("nothing is given", where)


def _contains(arguments: Arguments, where: Location) -> Found:
    first, second = [*arguments, None, None][:2]
    if not isinstance(second, Scalar) or first is None:
        return _bool(None, where)
    if isinstance(first, Scalar):
        return _bool(second.text in first.text, where)
    if isinstance(first, Mapping):
        return _bool(first.entry(second.text) is not None, where)
    return _bool(None, where)


FUNCTIONS: dict[str, Callable[[Arguments, Location], Found]] = {
    "!": _not,
    "!=": _differs,
    "&&": _all,
    "==": _equals,
    "=~": _equals,
    "??": _coalesce,
    "and": _all,
    "any": _same,
    "bool": _same,
    "coalesce": _coalesce,
    "concat": _concat,
    "contains": _contains,
    "empty": _empty,
    "equals": _equals,
    "format": _format,
    "int": _same,
    "json": _same,
    "not": _not,
    "or": _any,
    "replace": _replace,
    "string": _same,
    "tolower": _on_text(str.lower),
    "toupper": _on_text(str.upper),
    "trim": _on_text(str.strip),
    "union": _union,
    "||": _any,
}
