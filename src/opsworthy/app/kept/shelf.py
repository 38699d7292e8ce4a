"""The index over a repository's documents, kept between runs: a document that has not changed is not parsed again, and of an
index that still holds only the terms that are asked for are read."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import overload

import msgspec

from opsworthy.app.kept.program import state
from opsworthy.app.kept.store import Keeping, read, write
from opsworthy.documents.search.entry import Entry
from opsworthy.documents.search.index import Index
from opsworthy.repository.tree import State
from opsworthy.text.dataclass import dataclass

_FRESH = 2_000_000_000
"""Nanoseconds: what was written so shortly before it was looked at may be written again and look the same."""


class _Written(msgspec.Struct, array_like=True, frozen=True):
    program: bytes
    documents: dict[str, tuple[tuple[int | str, ...], int, int]]
    entries: list[bytes]
    table: dict[str, bytes]


@dataclass(frozen=True)
class Shelf:
    """What was kept: for each document how it stood, and its entries as they were written."""

    _written: _Written

    def index(self) -> Index:
        """The index over all of it."""
        return Index(Packed(self._written.entries), self._written.table)

    def holds(self, states: Mapping[str, State]) -> bool:
        """Whether it is about exactly these documents as they stand."""
        told = self._written.documents
        return told.keys() == states.keys() and all(seen and told[path][0] == seen for path, seen in states.items())

    def entries(self, path: str, seen: State) -> tuple[Entry, ...] | None:
        """The entries of a document, if it still stands as it did."""
        kept = self._written.documents.get(path)
        if kept is None or not seen or kept[0] != seen:
            return None
        return tuple(_unpacked(each) for each in self._written.entries[kept[1] : kept[2]])


class Packed(Sequence[Entry]):
    """Entries that are unpacked when they are asked for."""

    def __init__(self, written: list[bytes]) -> None:
        self._written = written

    def __len__(self) -> int:
        return len(self._written)

    @overload
    def __getitem__(self, at: int) -> Entry: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...

    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(at, slice):
            return [_unpacked(each) for each in self._written[at]]
        return _unpacked(self._written[at])


_DECODER = msgspec.msgpack.Decoder(Entry)


def _unpacked(data: bytes) -> Entry:
    return _DECODER.decode(data)


def settled(seen: State, now: int) -> State:
    """How a file stands, or nothing where it was changed only just now. Times stand third and fourth in each five."""
    fresh = any(isinstance(each, int) and each >= now - _FRESH for place, each in enumerate(seen) if place % 5 in (2, 3))
    return () if fresh else seen


def take(keeping: Keeping, key: str) -> Shelf | None:
    """What was kept under a key by this very program; None where there is nothing that can be trusted."""
    data = read(keeping.folder, key)
    if data is None or not state():
        return None
    with suppress(msgspec.MsgspecError):
        written = msgspec.msgpack.decode(data, type=_Written)
        if written.program == state() and all(last <= len(written.entries) for _, _, last in written.documents.values()):
            return Shelf(written)
    return None


def put(keeping: Keeping, key: str, documents: Mapping[str, tuple[State, Sequence[Entry]]], index: Index) -> None:
    """Keeps an index, if it can be; `documents` in the order of its entries."""
    spans: dict[str, tuple[tuple[int | str, ...], int, int]] = {}
    packed: list[bytes] = []
    for path, (seen, entries) in documents.items():
        first = len(packed)
        with suppress(UnicodeEncodeError):
            packed.extend(msgspec.msgpack.encode(each) for each in entries)
        if len(packed) != first + len(entries):
            return
        spans[path] = (seen, first, len(packed))
    write(keeping.folder, key, msgspec.msgpack.encode(_Written(state(), spans, packed, dict(index.table))))
