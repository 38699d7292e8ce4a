"""`print`, `printf` and `println`."""

import re

from opsworthy.facts.go_templates.functions.calling import at, decimal, kind, whole
from opsworthy.facts.go_templates.functions.texts import escaped
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import Data, Part, Value, of_parts, printed
from opsworthy.text.regex import regex

_VERB = regex(r"%(?P<flags>[-+# 0]*)(?P<width>\d{1,3})?(?:\.(?P<precision>\d{1,3}))?(?P<verb>[A-Za-z%])")


def _printf(_run: Run, arguments: list[Value]) -> Value:
    """The format with its values, each with its place."""
    template, left = printed(at(arguments, 0).data), list(arguments[1:])
    parts: list[Part] = []
    end = 0
    for match in _VERB.finditer(template):
        parts.append((template[end : match.start()], None))
        end = match.end()
        if match["verb"] == "%":
            parts.append(("%", None))
        elif left:
            parts += _formatted(left.pop(0), match)
        else:
            parts.append((f"%!{match['verb']}(MISSING)", None))
    parts.append((template[end:], None))
    return of_parts(parts)


def _formatted(value: Value, match: re.Match[str]) -> list[Part]:
    verb, width, precision = match["verb"], int(match["width"] or 0), match["precision"]
    if verb in "sv" and not width and precision is None:
        return [*value.pieces()] if value.data is not None else [("%!s(<nil>)" if verb == "s" else "<nil>", None)]
    text = _text(value.data, verb, precision, value)
    if verb == "q" and not width:
        return [('"', None), *((escaped(piece), origin) for piece, origin in value.pieces()), ('"', None)]
    if "-" in match["flags"]:
        return [(text.ljust(width), value.origin)]
    zeros = "0" in match["flags"] and kind(value) in ("int", "float64")
    return [(text.rjust(width, "0" if zeros else " "), value.origin)]


def _text(data: Data, verb: str, precision: str | None, value: Value) -> str:
    if verb == "d":
        return str(whole(value)) if kind(value) in ("int", "float64") else f"%!d({kind(value)}={printed(data)})"
    if verb in "feEgG":
        return f"{decimal(value):.{min(int(precision or 6), 30)}{verb}}"
    if verb in "xX" and isinstance(data, int):
        return f"{data:{verb}}"
    if verb in "xX":
        return printed(data).encode().hex()
    if verb == "t":
        return printed(data)
    text = escaped(printed(data)) if verb == "q" else printed(data)
    text = text[: int(precision)] if precision is not None else text
    return f'"{text}"' if verb == "q" else text


def _print(_run: Run, arguments: list[Value]) -> Value:
    """Blanks stand between two of which neither is a text."""
    parts: list[Part] = []
    for index, each in enumerate(arguments):
        if index and not isinstance(each.data, str) and not isinstance(arguments[index - 1].data, str):
            parts.append((" ", None))
        parts += each.pieces()
    return of_parts(parts)


def _println(_run: Run, arguments: list[Value]) -> Value:
    parts: list[Part] = []
    for each in arguments:
        parts += [(" ", None), *each.pieces()] if parts else each.pieces()
    return of_parts([*parts, ("\n", None)])


FUNCTIONS: dict[str, Function] = {
    "html": _print,
    "js": _print,
    "print": _print,
    "printf": _printf,
    "println": _println,
}
