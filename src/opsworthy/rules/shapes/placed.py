"""Parts of a document in the order of its lines, found by line, by what a line holds and by what a title names, each looked for
once per document."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from opsworthy.rules.shapes.subject import known, subjects_of
from opsworthy.text.location import Location


class Placed(Protocol):
    """Anything that has a place."""

    @property
    def location(self) -> Location: ...


Part = TypeVar("Part", bound=Placed)


def between(parts: Sequence[Part], first: int, last: int) -> tuple[Part, ...]:
    """Those of some parts of one document, sorted by place, that begin on these lines."""
    return tuple(parts[bisect_left(parts, first, key=_line) : bisect_right(parts, last, key=_line)])


def _line(part: Placed) -> int:
    return part.location.line


class Lines:
    """Numbered lines of a text."""

    def __init__(self, numbered: tuple[tuple[int, str], ...]) -> None:
        self._numbered = numbered
        self._passing: dict[Callable[[str], bool], list[int]] = {}

    def between(self, first: int, last: int) -> tuple[tuple[int, str], ...]:
        return self._numbered[bisect_left(self._numbered, (first,)) : bisect_left(self._numbered, (last + 1,))]

    def passing(self, test: Callable[[str], bool], first: int, last: int) -> list[int]:
        """Those between two lines that pass a test. A test that is asked again is not run again: name a function of a module."""
        found = self._passing.get(test)
        if found is None:
            found = self._passing[test] = [at for at, line in self._numbered if test(line)]
        return found[bisect_left(found, first) : bisect_right(found, last)]


class Titles:
    """The titles of passages, by the lines on which these begin."""

    def __init__(self, titled: Sequence[tuple[str, int]]) -> None:
        self._firsts = [first for _, first in titled]
        self._subjects = [subjects_of(title) for title, _ in titled]
        self._naming: dict[tuple[str, ...], list[int]] = {}

    def naming(self, subjects: tuple[str, ...], first: int, last: int) -> list[int]:
        """Which of those that begin between two lines name one of the subjects."""
        found = self._naming.get(subjects)
        if found is None:
            wanted = frozenset(known(each) for each in subjects)
            found = self._naming[subjects] = [at for at, each in enumerate(self._subjects) if not wanted.isdisjoint(each)]
        start, end = bisect_left(self._firsts, first), bisect_right(self._firsts, last)
        return found[bisect_left(found, start) : bisect_left(found, end)]
