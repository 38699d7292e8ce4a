"""Regular expressions that are compiled when they are first used: one run looks for little of what can be looked for."""

import re
from collections.abc import Callable
from typing import Any, AnyStr

_OF_A_PATTERN = frozenset(name for name in dir(re.Pattern) if not name.startswith("_"))

Compiling = Callable[[Any, int], re.Pattern[Any]]


def regex(pattern: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, for the top of a module and for what is made of our own tables: the work is done when a method of the
    pattern is first looked at. A mistake in it raises there; a test compiles them all. What is compiled may be kept between
    runs: a pattern that holds words of a repository goes to `re.compile`."""
    made: Any = _Later(pattern, flags)
    return made  # type: ignore[no-any-return]


def compile_by(how: Compiling) -> None:
    """From now on patterns are compiled this way, which must come to the same as `re.compile`."""
    _Later.how = how


class _Compiled:
    """Holds the methods of a pattern itself, so that a call costs hardly more."""

    def __init__(self, pattern: str | bytes, flags: int | re.RegexFlag) -> None:
        self.pattern = pattern
        self._asked = flags

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"


class _Later(_Compiled):
    """Stands for a pattern until one of its methods is looked at."""

    how: Compiling = re.compile

    def __getattr__(self, name: str) -> Any:
        if name not in _OF_A_PATTERN:
            raise AttributeError(name)
        compiled = _Later.how(self.pattern, int(self._asked))
        self.__dict__.update((each, getattr(compiled, each)) for each in _OF_A_PATTERN)
        self.__class__ = _Compiled  # type: ignore[assignment] # A class with __getattr__ looks up everything more slowly.
        return self.__dict__[name]
