"""One entry: what a survey found, with how every file stood that it could have read."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

import msgspec

from opsworthy.app.kept.codec import Unreadable, packed, unpacked
from opsworthy.app.kept.program import state
from opsworthy.facts.said import Said
from opsworthy.repository.folder import FolderTree
from opsworthy.repository.revision import RevisionTree
from opsworthy.repository.tree import State, Tree
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass

_FRESH = 2_000_000_000
"""Nanoseconds: clocks of file systems are that coarse. What was written so shortly before it was listed may have been written
again since, and look the same."""


@dataclass(frozen=True)
class States:
    """How a tree stands before anything is read: the files that count with their states, and a digest of it all, the names
    of the files that do not count included: empty where some file may change without a trace. `program` is the state of the
    program that looked."""

    program: bytes
    files: Mapping[str, State]
    digest: bytes

    def are_those_of(self, entry: "Entry") -> bool:
        """Whether nothing has changed since the entry was made."""
        return self.digest != b"" and self.digest == entry.digest

    def changed_since(self, entry: "Entry") -> tuple[str, ...]:
        """The files that stand otherwise than when the entry was made, in either. Raises Unreadable."""
        before = entry.files()
        return tuple(
            path for path in {**before, **self.files} if not (now := self.files.get(path, ())) or before.get(path, ()) != now
        )


def states_of(tree: FolderTree | RevisionTree, now: int) -> States:
    """How a tree stands, taken before it is read; `now` is the time before it was listed."""
    files = {path: seen if _is_settled(seen, now) else () for path, seen in tree.states().items()}
    if not state() or not all(files.values()):
        return States(state(), files, b"")
    told = (tree.name, tree.every_path(), [(each.path, each.reason, each.files) for each in tree.left_out()], list(files.items()))
    return States(state(), files, sha256(state() + msgspec.msgpack.encode(told)).digest())


def _is_settled(seen: State, now: int) -> bool:
    """Times stand third and fourth in each five of a file on the disk; an object of git never changes."""
    return all(not isinstance(each, int) or each < now - _FRESH for place, each in enumerate(seen) if place % 5 in (2, 3))


class _Written(msgspec.Struct, array_like=True, frozen=True):
    digest: bytes
    program: bytes
    system: bytes
    said: bytes
    files: msgspec.Raw


@dataclass(frozen=True)
class Entry:
    """What was kept; the parts are unpacked only when they are asked for."""

    _written: _Written

    @property
    def digest(self) -> bytes:
        return self._written.digest

    @property
    def program(self) -> bytes:
        return self._written.program

    @staticmethod
    def of(states: States, system: System, said: tuple[Said, ...]) -> bytes:
        """The entry as it is written, without what the listing of the tree says anyway. Raises Unkeepable."""
        slim = replace(system, paths=frozenset())
        told = tuple((each.name, each.told, each.asked, each.patterns, each.unread) for each in said)
        files = msgspec.Raw(msgspec.msgpack.encode(dict(states.files)))
        return msgspec.msgpack.encode(_Written(states.digest, states.program, packed(slim), packed(told), files))

    @staticmethod
    def parse(data: bytes) -> "Entry":
        """Raises Unreadable where the data is none of ours."""
        try:
            return Entry(msgspec.msgpack.decode(data, type=_Written))
        except msgspec.MsgspecError as error:
            raise Unreadable("entry") from error

    def system(self, tree: Tree) -> System:
        """The system, for a tree that stands as it did. Raises Unreadable."""
        found = unpacked(self._written.system)
        if not isinstance(found, System):
            raise Unreadable("system")
        return replace(found, paths=frozenset(tree.every_path()))

    def said(self) -> tuple[Said, ...]:
        """Raises Unreadable."""
        try:
            return tuple(Said(*each) for each in unpacked(self._written.said))
        except TypeError as error:
            raise Unreadable("said") from error

    def files(self) -> Mapping[str, State]:
        """Raises Unreadable."""
        try:
            return msgspec.msgpack.decode(self._written.files, type=dict[str, tuple[int | str, ...]])
        except msgspec.MsgspecError as error:
            raise Unreadable("files") from error
