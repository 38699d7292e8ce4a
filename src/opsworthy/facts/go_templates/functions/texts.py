"""Texts: cutting, casing, joining. Those that only add blanks or quotes keep the place of every part."""

import re
from collections.abc import Callable

from opsworthy.facts.go_templates.errors import TemplateError
from opsworthy.facts.go_templates.functions.calling import (
    MOST_TEXT,
    at,
    listed,
    of_data,
    of_texts,
    origin_of,
    text,
    whole,
)  # fmt: skip
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import HOLE, Origin, Part, Value, of_parts
from opsworthy.text.regex import regex

_MOST_INDENT = 200
_SPACES = " \t\r\n\v\f"


def _indent(_run: Run, arguments: list[Value], before: str = "") -> Value:
    pad = " " * max(0, min(whole(at(arguments, 0)), _MOST_INDENT))
    parts: list[Part] = [(before + pad, None)]
    parts += [(piece.replace("\n", f"\n{pad}"), origin) for piece, origin in at(arguments, 1).pieces()]
    return of_parts(parts)


def trimmed(value: Value) -> Value:
    """A text without blanks around it, its parts where they were."""
    parts = [*value.pieces()]
    while parts and not parts[0][0].strip(_SPACES):
        del parts[0]
    while parts and not parts[-1][0].strip(_SPACES):
        del parts[-1]
    if not parts:
        return Value("")
    first, origin = parts[0]
    kept = first.lstrip(_SPACES)
    parts[0] = kept, _further(origin, first[: len(first) - len(kept)].count("\n"))
    parts[-1] = parts[-1][0].rstrip(_SPACES), parts[-1][1]
    return of_parts(parts)


def _further(origin: Origin | None, lines: int) -> Origin | None:
    if origin is None or not origin.moves or not lines:
        return origin
    place = origin.location
    return Origin(type(place)(place.path, place.line + lines), moves=True, said=origin.said)


def _quoted(_run: Run, arguments: list[Value]) -> Value:
    """Each text between double quotes, as Go writes a string."""
    parts: list[Part] = []
    for each in arguments:
        if each.data is None:
            continue
        parts.append((' "' if parts else '"', each.origin))
        parts += [(escaped(piece), origin) for piece, origin in each.pieces()]
        parts.append(('"', each.origin))
    return of_parts(parts)


def escaped(written: str) -> str:
    """A text as it stands between double quotes in Go, JSON and YAML."""
    return _UNSAFE.sub(lambda match: _SHORT.get(match.group(), f"\\u{ord(match.group()):04x}"), written)


_UNSAFE = regex(r'[\x00-\x1f"\\\x7f]')
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def _squoted(_run: Run, arguments: list[Value]) -> Value:
    parts: list[Part] = []
    for each in arguments:
        if each.data is not None:
            parts += [(" '" if parts else "'", each.origin), *each.pieces(), ("'", each.origin)]
    return of_parts(parts)


def _kept(change: Callable[[str, str], str]) -> Function:
    """A change at the end of a text, such as trimSuffix: where it changes nothing, the parts stay."""

    def function(_run: Run, arguments: list[Value]) -> Value:
        value = at(arguments, 1)
        before = text(value)
        after = change(text(at(arguments, 0)), before)
        return value if after == before else Value(after, origin_of([value]))

    return function


def _trunc(_run: Run, arguments: list[Value]) -> Value:
    size, value = whole(at(arguments, 0)), at(arguments, 1)
    written = text(value)
    if len(written) <= abs(size) or HOLE in written:
        return value
    return Value(written[:size] if size >= 0 else written[size:], origin_of([value]))


def _repeat(run: Run, arguments: list[Value]) -> Value:
    times, written = whole(at(arguments, 0)), text(at(arguments, 1))
    if times * len(written) > MOST_TEXT:
        raise TemplateError("a text repeated more often than any chart has to", run.place)
    return Value(written * max(0, times))


def _replaced(run: Run, arguments: list[Value]) -> Value:
    value = at(arguments, 2)
    old, new, written = text(at(arguments, 0)), text(at(arguments, 1)), text(value)
    if old not in written:
        return value
    if (len(new) + 1) * (written.count(old) + 1) + len(written) > MOST_TEXT:
        raise TemplateError("a text replaced by more than any chart has to", run.place)
    return Value(written.replace(old, new), origin_of([value]))


def _joined(_run: Run, arguments: list[Value]) -> Value:
    between, held = text(at(arguments, 0)), at(arguments, 1)
    items = listed(held) if isinstance(held.data, list) else [held]
    parts: list[Part] = []
    for each in items:
        if each.data is not None:
            parts += [(between, None)] if parts else []
            parts += each.pieces()
    return of_parts(parts)


def _split(separator: Value, value: Value) -> list[str]:
    mark, written = text(separator), text(value)
    return written.split(mark) if mark else list(written)


def _cases(written: str) -> list[str]:
    return re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+", written[:2000])


def _camel(written: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[_\-\s]+", written))


def _substring(start: Value, end: Value, value: Value) -> str:
    first, last, written = whole(start), whole(end), text(value)
    return written[max(first, 0) : last if last >= 0 else None]


FUNCTIONS: dict[str, Function] = {
    "abbrev": of_data(
        lambda size, value: text(value) if len(text(value)) <= whole(size) else f"{text(value)[: whole(size) - 3]}..."
    ),
    "camelcase": of_texts(_camel),
    "cat": lambda run, arguments: _joined(run, [Value(" "), Value(arguments)]),
    "contains": of_data(lambda part, value: text(part) in text(value), 2),
    "hasPrefix": of_data(lambda part, value: text(value).startswith(text(part)), 2),
    "hasSuffix": of_data(lambda part, value: text(value).endswith(text(part)), 2),
    "indent": _indent,
    "join": _joined,
    "kebabcase": of_texts(lambda written: "-".join(_cases(written)).lower()),
    "lower": of_texts(str.lower),
    "nindent": lambda run, arguments: _indent(run, arguments, "\n"),
    "nospace": of_texts(lambda written: "".join(written.split())),
    "plural": of_data(lambda one, many, count: text(one) if whole(count) == 1 else text(many), 3),
    "quote": _quoted,
    "repeat": _repeat,
    "replace": _replaced,
    "snakecase": of_texts(lambda written: "_".join(_cases(written)).lower()),
    "split": lambda _run, arguments: Value(
        {
            f"_{number}": Value(part, at(arguments, 1).origin)
            for number, part in enumerate(_split(at(arguments, 0), at(arguments, 1)))
        }
    ),
    "splitList": lambda _run, arguments: Value(
        [Value(part, at(arguments, 1).origin) for part in _split(at(arguments, 0), at(arguments, 1))]
    ),
    "splitn": lambda _run, arguments: Value(
        {
            f"_{number}": Value(part, at(arguments, 2).origin)
            for number, part in enumerate(
                text(at(arguments, 2)).split(text(at(arguments, 0)) or None, max(0, whole(at(arguments, 1)) - 1))
            )
        }
    ),
    "squote": _squoted,
    "substr": of_data(_substring, 3),
    "title": of_texts(lambda written: re.sub(r"(?<!\S)\S", lambda match: match.group().upper(), written)),
    "toString": lambda _run, arguments: of_parts(at(arguments, 0).pieces()),
    "toStrings": lambda _run, arguments: Value([of_parts(each.pieces()) for each in listed(at(arguments, 0))]),
    "trim": lambda _run, arguments: trimmed(at(arguments, 0)),
    "trimAll": of_texts(lambda marks, written: written.strip(marks), 2),
    "trimPrefix": _kept(lambda part, written: written.removeprefix(part)),
    "trimSuffix": _kept(lambda part, written: written.removesuffix(part)),
    "trunc": _trunc,
    "untitle": of_texts(lambda written: re.sub(r"(?<!\S)\S", lambda match: match.group().lower(), written)),
    "upper": of_texts(str.upper),
    "sortAlpha": lambda _run, arguments: Value(
        sorted((Value(text(each), each.origin) for each in listed(at(arguments, 0))), key=text)
    ),
}
