"""Facts of several environments: what is shared is said once, and of each environment only what is otherwise there."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from opsworthy.facts.fact import Told


class Telling:
    """Remembers what was said in every environment."""

    def __init__(self) -> None:
        self._shared: set[object] = set()
        self._said: set[Told] = set()

    def shared(self, told: Iterable[Told]) -> Iterator[Told]:
        """What holds everywhere, each once."""
        for each in told:
            self._shared.add(_unbound(each))
            yield from self._new(each)

    def of_environment(self, told: Iterable[Told]) -> Iterator[Told]:
        """What is other in one environment."""
        for each in told:
            if _unbound(each) not in self._shared:
                yield from self._new(each)

    def _new(self, told: Told) -> Iterator[Told]:
        if told not in self._said:
            self._said.add(told)
            yield told


def _unbound(told: Told) -> object:
    """What a fact says, wherever it holds."""
    return (type(told), *(getattr(told, each.name) for each in fields(told) if each.name != "environment"))
