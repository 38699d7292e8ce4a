"""A tree with some texts replaced or added: what a repository would say after a change that is not written yet."""

from collections.abc import Iterable, Mapping

from opsworthy.repository.tree import Tree
from opsworthy.text.source import LeftOut, Problem, Source


class OverlayTree:
    """`texts` stand before what the tree below holds at the same paths."""

    def __init__(self, below: Tree, texts: Mapping[str, str]) -> None:
        self._below = below
        self._texts = dict(texts)

    @property
    def name(self) -> str:
        return self._below.name

    def paths(self) -> Iterable[str]:
        return sorted({*self._below.paths(), *self._texts})

    def every_path(self) -> Iterable[str]:
        return sorted({*self._below.every_path(), *self._texts})

    def read(self, path: str) -> Source | Problem | LeftOut:
        return Source(path, self._texts[path]) if path in self._texts else self._below.read(path)

    def left_out(self) -> Iterable[LeftOut]:
        return self._below.left_out()
