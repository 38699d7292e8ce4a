"""The facts of one tree, by their kind and in their own order."""

from collections.abc import Iterable
from typing import TypeVar

from opsworthy.facts.fact import Fact

Kind = TypeVar("Kind", bound=Fact)


class Known:
    """What the files say; `of` gives all facts of one kind."""

    def __init__(self, facts: Iterable[Fact], paths: Iterable[str]) -> None:
        self.paths = frozenset(paths)
        self._by_kind: dict[type[object], list[object]] = {}
        for fact in facts:
            self._by_kind.setdefault(type(fact), []).append(fact)

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(fact for fact in self._by_kind.get(kind, ()) if isinstance(fact, kind))
