"""Regular expressions of templates. Theirs never take long; ours might, so that only plain ones on short texts are tried."""

import re
from collections.abc import Callable
from functools import lru_cache

from opsworthy.facts.go_templates.functions.calling import at, origin_of, text, whole
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import Data, Value, is_unknown

_LONGEST_PATTERN = 200
_LONGEST_TEXT = 400
_MOST_REPEATS = 3
_NESTED = re.compile(r"\)(?:[*+]|\{)")
_REPEAT = re.compile(r"(?<!\\)[*+]|\{\d*,\d*\}")
_CLASS = re.compile(r"\[\[:|\\[pPCQEz]|\(\?[^:i)]")
_GROUP = re.compile(r"\$\{(\w+)\}|\$(\d+)")


@lru_cache(maxsize=500)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    if len(pattern) > _LONGEST_PATTERN or _CLASS.search(pattern):
        return None
    anchored = pattern.startswith("^")
    simple = not _NESTED.search(pattern) or (anchored and len(_REPEAT.findall(pattern)) <= 1)
    if not simple or len(_REPEAT.findall(pattern)) > _MOST_REPEATS:
        return None
    try:
        return re.compile(pattern, re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return None


def _by(compute: Callable[[re.Pattern[str], list[Value]], Data], pattern: int = 0, subject: int = 1) -> Function:
    def function(run: Run, arguments: list[Value]) -> Value:
        written, value = text(at(arguments, pattern)), at(arguments, subject)
        if is_unknown(value):
            return value
        found = _compiled(written) if len(text(value)) <= _LONGEST_TEXT else None
        if found is None:
            return run.unknown("regex …", "the regular expression is not tried here")
        return Value(compute(found, arguments), origin_of(arguments))

    return function


def _replaced(found: re.Pattern[str], arguments: list[Value]) -> str:
    template = text(at(arguments, 2))[:_LONGEST_TEXT]

    def put(match: re.Match[str]) -> str:
        def group(name: re.Match[str]) -> str:
            key = name[1] or name[2]
            try:
                return match[int(key) if key.isdigit() else key] or ""
            except (IndexError, ValueError):
                return ""

        return _GROUP.sub(group, template)

    return found.sub(put, text(at(arguments, 1)))


def _split(found: re.Pattern[str], arguments: list[Value]) -> list[Value]:
    most = whole(at(arguments, 2))
    return [
        Value(part, at(arguments, 1).origin) for part in found.split(text(at(arguments, 1)), max(0, most - 1)) if part is not None
    ]


def _all(found: re.Pattern[str], arguments: list[Value]) -> list[Value]:
    matches = [match.group() for match in found.finditer(text(at(arguments, 1)))]
    most = whole(at(arguments, 2))
    return [Value(each) for each in (matches if most < 0 else matches[:most])]


def _found(found: re.Pattern[str], arguments: list[Value]) -> str:
    match = found.search(text(at(arguments, 1)))
    return match.group() if match else ""


_PLAIN: dict[str, Function] = {
    "regexFind": _by(_found),
    "regexFindAll": _by(_all),
    "regexMatch": _by(lambda found, arguments: found.search(text(at(arguments, 1))) is not None),
    "regexReplaceAll": _by(_replaced),
    "regexReplaceAllLiteral": _by(lambda found, arguments: found.sub(lambda _: text(at(arguments, 2)), text(at(arguments, 1)))),
    "regexSplit": _by(_split),
}
FUNCTIONS: dict[str, Function] = {
    **_PLAIN,
    **{f"must{name[0].upper()}{name[1:]}": function for name, function in _PLAIN.items()},
    "regexQuoteMeta": lambda _run, arguments: Value(re.escape(text(at(arguments, 0)))),
}
