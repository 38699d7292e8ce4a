"""The facts of one tree, by their kind and in their own order."""

from typing import TypeVar

from opsworthy.facts.detect import Facts
from opsworthy.facts.fact import Fact

Kind = TypeVar("Kind", bound=Fact)


class Known:
    """What the files say; `of` gives all facts of one kind."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.paths = frozenset(facts.paths)
        self._by_kind: dict[type[object], list[object]] = {}
        for fact in facts.facts:
            self._by_kind.setdefault(type(fact), []).append(fact)

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(fact for fact in self._by_kind.get(kind, ()) if isinstance(fact, kind))
