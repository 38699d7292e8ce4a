"""Further documents of a repository that are parsed only when somebody looks at them."""

from collections.abc import Callable, Sequence
from typing import overload

from opsworthy.app.checking.units import Page
from opsworthy.documents.document import Document


class Parsed(Sequence[Document]):
    """The documents of some pages, each parsed once, when it is asked for."""

    def __init__(self, pages: Sequence[Page], parse: Callable[[Page], Document]) -> None:
        self._pages = pages
        self._parse = parse
        self._known: dict[int, Document] = {}

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, at: int) -> Document: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Document]: ...

    def __getitem__(self, at: int | slice) -> Document | Sequence[Document]:
        if isinstance(at, slice):
            return Parsed(self._pages[at], self._parse)
        if at not in self._known:
            self._known[at] = self._parse(self._pages[at])
        return self._known[at]
