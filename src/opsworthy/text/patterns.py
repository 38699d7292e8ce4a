"""Sets of patterns that are searched in one pass and in linear time, whatever the text: RE2, imported when first asked for."""

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Any

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_MEMORY = 32 << 20
_MOST = 64
_COUNTED = regex(r"\{(\d+)(?:,\d*)?\}")
_FEW = 2


def may_hold(pattern: str, text: str | bytes) -> bool:
    """Whether an RE2 expression fits somewhere in a text, in any case of letters: the quick question whether to look closer."""
    return _sieve(pattern).search(text.encode("utf-8", "replace") if isinstance(text, str) else text) is not None


@lru_cache(maxsize=_MOST)
def _sieve(pattern: str) -> Any:
    return import_module("re2").compile(f"(?i){pattern}")


@dataclass(frozen=True)
class PatternSet:
    """RE2 expressions. They see a text as its UTF-8 bytes; so do the places that they give."""

    patterns: tuple[str, ...]
    _compiled: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)

    def found_in(self, text: bytes) -> tuple[int, ...]:
        """The numbers of the patterns that match somewhere."""
        if not self._loosened.search(text):
            return ()
        return tuple(sorted(self._set.Match(text) or ()))

    def matches(self, number: int, text: bytes) -> Iterator[tuple[int, int, int, bytes]]:
        """For each match of one pattern: where it begins and ends, and where its first group begins and what that holds; the
        whole match where the pattern has no group."""
        for match in self._pattern(number).finditer(text):
            group = next((each for each in range(1, match.re.groups + 1) if match.group(each) is not None), 0)
            yield match.start(), match.end(), match.start(group), match.group(group)

    @cached_property
    def _loosened(self) -> Any:
        """What all that matches also matches, with hardly any counting: a machine of few states, which is fast."""
        loose = (_COUNTED.sub(lambda count: f"{{{min(int(count[1]), _FEW)},}}", pattern) for pattern in self.patterns)
        return import_module("re2").compile("|".join(f"(?:{pattern})" for pattern in loose))

    @cached_property
    def _set(self) -> Any:
        re2 = import_module("re2")
        options = re2.Options()
        options.max_mem = _MEMORY
        made = re2.Set.SearchSet(options)
        for pattern in self.patterns:
            made.Add(pattern)
        made.Compile()
        return made

    def _pattern(self, number: int) -> Any:
        if number not in self._compiled:
            self._compiled[number] = import_module("re2").compile(self.patterns[number])
        return self._compiled[number]
