"""A tree over one git revision: read from the object store, never checked out."""

import posixpath
from pathlib import Path
from typing import NamedTuple

from opsworthy.repository import git
from opsworthy.repository.blobs import Blobs
from opsworthy.repository.decoding import decode, largest
from opsworthy.repository.leaving import LeavingOut, shown, speakable
from opsworthy.repository.standing import Standing
from opsworthy.repository.tree import State
from opsworthy.text.location import Location
from opsworthy.text.source import LeftOut, Problem, Source

_LINK = "120000"
_REPOSITORY = "160000"
_LINKS_IN_A_ROW = 8


class _Entry(NamedTuple):
    mode: str
    blob: str
    size: int


class RevisionTree:
    """The files below a folder as a revision has them. Raises GitFailed where git does not know folder or revision."""

    def __init__(self, folder: Path, revision: str) -> None:
        folder = folder.resolve()
        self.name = folder.name
        self.commit = git.resolve(folder, revision)
        self._blobs = Blobs(folder)
        self._leaving = LeavingOut()
        self._entries = _entries(git.run(folder, "ls-tree", "-r", "-l", "-z", self.commit))
        listed = [path for path in self._entries if self._is_text_name(path)]
        standing = Standing(listed)
        own = (path for path in sorted(listed) if not self._leaving.by_standing(path, standing))
        self._content = {path: entry for path in own if (entry := self._counting(path)) is not None}
        self._every = tuple(sorted(listed))

    def paths(self) -> tuple[str, ...]:
        return tuple(self._content)

    def states(self) -> dict[str, State]:
        """The object that each file that counts holds, in the order of the paths."""
        return {path: (entry.mode, entry.blob) for path, entry in self._content.items()}

    def every_path(self) -> tuple[str, ...]:
        return self._every

    def left_out(self) -> tuple[LeftOut, ...]:
        return self._leaving.summary()

    def read(self, path: str) -> Source | Problem | LeftOut:
        entry = self._content.get(path)
        if entry is None:
            return Problem(Location(path, 1), "no such file in this revision", "name a file that is listed")
        try:
            content = self._blobs.read(entry.blob)
        except git.GitFailed as error:
            return Problem(Location(path, 1), f"cannot be read: {error}", "fetch the whole history of the repository")
        return self._leaving.noting(decode(path, content))

    def _is_text_name(self, path: str) -> bool:
        if speakable(path):
            return True
        self._leaving.add(shown(path), "name with control characters or not UTF-8")
        return False

    def _counting(self, path: str) -> _Entry | None:
        """The entry whose content stands at a path: its own, or that of the file a link leads to."""
        entry = self._entries[path]
        reason, where = None, path
        for _ in range(_LINKS_IN_A_ROW):
            if entry.mode != _LINK:
                break
            where = posixpath.normpath(posixpath.join(posixpath.dirname(where), self._target(entry)))
            reason = self._link_reason(where)
            if reason is not None:
                break
            entry = self._entries[where]
        else:
            reason = "broken link"
        if reason is None and entry.mode == _REPOSITORY:
            reason = "repository within"
        if reason is None and entry.size < 0:
            reason = "not fetched: this clone does not hold its content"
        if reason is None and entry.size > largest(path):
            reason = "too large"
        if reason is not None:
            self._leaving.add(path, reason)
        return entry if reason is None else None

    def _target(self, link: _Entry) -> str:
        try:
            return self._blobs.read(link.blob).decode("utf-8", "surrogateescape") if link.size <= 4096 else ""
        except git.GitFailed:
            return ""

    def _link_reason(self, where: str) -> str | None:
        if where.startswith(("/", "../")) or where == "..":
            return "link out of the tree"
        if where in self._entries:
            return None
        return "link to a folder" if any(path.startswith(f"{where}/") for path in self._entries) else "broken link"


def _entries(listing: bytes) -> dict[str, _Entry]:
    """`<mode> <type> <object> <size>TAB<path>` for each; a submodule, and a blob that a partial
    clone did not fetch, have no size, given here as -1."""
    found: dict[str, _Entry] = {}
    for record in listing.split(b"\0"):
        described, tab, path = record.partition(b"\t")
        if not tab:
            continue
        mode, _, blob, size = described.decode("ascii").split()
        found[path.decode("utf-8", "surrogateescape")] = _Entry(mode, blob, int(size) if size.isdigit() else -1)
    return found
