"""The functions that take a regular expression."""

import re
from collections.abc import Callable
from functools import lru_cache

from opsworthy.facts.go_templates.expressions.matching import Match, TooMuchWork, matches
from opsworthy.facts.go_templates.expressions.program import Program, compiled
from opsworthy.facts.go_templates.functions.calling import at, origin_of, text, whole
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import Data, Value, is_unknown
from opsworthy.text.regex import regex

_GROUP = regex(r"\$\{(\w+)\}|\$(\w+)|\$\$")

Found = tuple[Match, ...]


@lru_cache(maxsize=4000)
def _found(pattern: str, written: str) -> Found | None:
    program = compiled(pattern)
    try:
        return tuple(matches(program, written)) if program is not None else None
    except TooMuchWork:
        return None


def _by(compute: Callable[[Found, list[Value]], Data]) -> Function:
    def function(run: Run, arguments: list[Value]) -> Value:
        value = at(arguments, 1)
        if is_unknown(value):
            return value
        found = _found(text(at(arguments, 0)), text(value))
        if found is None:
            return run.unknown("regex …", "the regular expression is not followed here")
        run.step(len(text(value)))
        return Value(compute(found, arguments), origin_of([value]))

    return function


def _replaced(found: Found, arguments: list[Value]) -> str:
    """With `${1}`, `$name` and the like filled in."""
    program, template = compiled(text(at(arguments, 0))), text(at(arguments, 2))
    return _put(found, text(at(arguments, 1)), lambda match: _GROUP.sub(lambda name: _group(program, match, name), template))


def _group(program: Program | None, match: Match, name: re.Match[str]) -> str:
    key = name[1] or name[2]
    if key is None:
        return "$"
    if key.isdigit():
        return match.group(int(key[:6]))
    number = program.names.get(key) if program is not None else None
    return match.group(number) if number is not None else ""


def _literal(found: Found, arguments: list[Value]) -> str:
    return _put(found, text(at(arguments, 1)), lambda _: text(at(arguments, 2)))


def _put(found: Found, written: str, replacement: Callable[[Match], str]) -> str:
    parts: list[str] = []
    end = 0
    for match in found:
        parts += [written[end : match.start], replacement(match)]
        end = match.end
    return "".join([*parts, written[end:]])


def _split(found: Found, arguments: list[Value]) -> list[Value]:
    written, most = text(at(arguments, 1)), whole(at(arguments, 2))
    parts: list[str] = []
    end = 0
    for match in found:
        if 0 < most <= len(parts) + 1:
            break
        if match.end > 0 and not (match.start == match.end == len(written)):
            parts.append(written[end : match.start])
            end = match.end
    return [Value(part, at(arguments, 1).origin) for part in [*parts, written[end:]]] if most else []


def _all(found: Found, arguments: list[Value]) -> list[Value]:
    most = whole(at(arguments, 2))
    return [Value(each.group(0), at(arguments, 1).origin) for each in (found if most < 0 else found[:most])]


_PLAIN: dict[str, Function] = {
    "regexFind": _by(lambda found, _: found[0].group(0) if found else ""),
    "regexFindAll": _by(_all),
    "regexMatch": _by(lambda found, _: bool(found)),
    "regexReplaceAll": _by(_replaced),
    "regexReplaceAllLiteral": _by(_literal),
    "regexSplit": _by(_split),
}
FUNCTIONS: dict[str, Function] = {
    **_PLAIN,
    **{f"must{name[0].upper()}{name[1:]}": function for name, function in _PLAIN.items()},
    "regexQuoteMeta": lambda _run, arguments: Value(re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", text(at(arguments, 0)))),
}
