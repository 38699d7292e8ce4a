"""What CPython compiles a pattern to, taken out and put back: the one place that touches the inside of `re`.

To parse a pattern and to write its code costs a hundred times more than to make a pattern of the code. The code holds for one
version of CPython alone, which `dialect` names; where there is another Python, or its `re` is made otherwise, nothing is written
and nothing is read. CPython refuses most of what is no code, not all of it: what is read must be what was written, by this user,
as with the compiled modules beside a program.
"""

import re
import sys
from array import array
from functools import cache
from importlib import import_module
from typing import Any

_WIDTH = 4
_WRONG = (AttributeError, TypeError, ValueError, RuntimeError, OverflowError, LookupError)

Written = tuple[int, int, dict[str, int], bytes]
"""The flags of a pattern, how many groups it has, their names, and its code."""


@cache
def dialect() -> str:
    """What a code is valid for: empty where none can be had."""
    inside = _inside()
    if inside is None:
        return ""
    return f"{sys.implementation.cache_tag} {sys.version} {sys.byteorder} {inside.engine.MAGIC} {inside.engine.CODESIZE}"


def written(pattern: str | bytes, flags: int) -> Written | None:
    """A pattern as code; None where that cannot be had. Raises re.error where the pattern is wrong."""
    inside = _inside()
    if inside is None:
        return None
    try:
        parsed = inside.parser.parse(pattern, flags)
        code = array("I", inside.compiler._code(parsed, flags)).tobytes()
        state = parsed.state
        names = {str(name): int(at) for name, at in state.groupdict.items()}
        return int(flags | state.flags), int(state.groups) - 1, names, code
    except _WRONG:
        return None


def read(pattern: str | bytes, told: Written) -> re.Pattern[Any] | None:
    """The pattern that was written; None where the code cannot be one."""
    inside = _inside()
    flags, groups, names, code = told
    if inside is None or len(code) % _WIDTH or not 0 <= groups <= len(code):
        return None
    try:
        by_number: list[str | None] = [None] * (groups + 1)
        for name, at in names.items():
            by_number[at] = name
        numbers = array("I", code).tolist()
        made = inside.engine.compile(pattern, flags, numbers, groups, names, tuple(by_number))
    except _WRONG:
        return None
    return made if isinstance(made, re.Pattern) else None


class _Inside:
    """The private parts of `re` that are used here."""

    def __init__(self) -> None:
        self.engine = import_module("_sre")
        self.parser = import_module("re._parser")
        self.compiler = import_module("re._compiler")
        self.asked = (self.engine.compile, self.engine.MAGIC, self.parser.parse, self.compiler._code)


@cache
def _inside() -> _Inside | None:
    """None where this Python's `re` is not made as CPython's."""
    if sys.implementation.name != "cpython" or array("I").itemsize != _WIDTH:
        return None
    try:
        inside = _Inside()
        return inside if inside.engine.CODESIZE == _WIDTH else None
    except (ImportError, AttributeError):
        return None
