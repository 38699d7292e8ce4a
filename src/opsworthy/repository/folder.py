"""A tree over a folder on disk."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from opsworthy.repository import git
from opsworthy.repository.decoding import decode, largest
from opsworthy.repository.leaving import LeavingOut, shown, speakable
from opsworthy.repository.standing import Standing
from opsworthy.repository.tree import State
from opsworthy.repository.walking import MOST, Walk
from opsworthy.text.location import Location
from opsworthy.text.source import LeftOut, Problem, Source

_ASKED_FOR = ("opsworthy.toml", "status.json", "docs/status.json", "ops/status.json", "specs/projects/*/status.json")


class FolderTree:
    """The files of a folder as git lists them or, without git, as .gitignore files allow. Links to files within count;
    no link leads out. Raises NotADirectoryError where there is no folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        if not self._root.is_dir():
            raise NotADirectoryError(f"{root} is not a folder")
        self.name = self._root.name
        self._leaving = LeavingOut()
        self._folders: dict[str, bool] = {}
        self._states: dict[str, State] = {}
        listed = [path for path in self._listed() if self._is_text_name(path)]
        standing = Standing(listed)
        own = (path for path in sorted(listed) if not self._leaving.by_standing(path, standing))
        self._gone: list[str] = []
        self._paths = tuple(path for path in own if self._counts_on_disk(path))
        if self._gone:
            self._leaving.add_many(self._gone, git.absent(self._root), self._paths)
        self._known = frozenset(self._paths)
        self._every = tuple(sorted(listed))

    def paths(self) -> tuple[str, ...]:
        return self._paths

    def states(self) -> dict[str, State]:
        """How each file that counts stood on the disk when the tree was listed, in the order of the paths."""
        return {path: self._states.get(path, ()) for path in self._paths}

    def every_path(self) -> tuple[str, ...]:
        return self._every

    def left_out(self) -> tuple[LeftOut, ...]:
        return self._leaving.summary()

    def read(self, path: str) -> Source | Problem | LeftOut:
        if path not in self._known:
            return Problem(Location(path, 1), "no such file in this tree", "name a file that is listed")
        try:
            with (self._root / path).open("rb") as file:
                content = file.read(largest(path) + 1)
        except OSError as error:
            advice = "make the file readable, or remove it" if isinstance(error, PermissionError) else "look at the file"
            return Problem(Location(path, 1), f"cannot be read: {error.strerror}", advice)
        return self._leaving.noting(decode(path, content))

    def _listed(self) -> Iterable[str]:
        listed = git.listed(self._root)
        if listed:
            return {*listed, *self._asked_for()}
        walk = Walk(self._root)
        paths = walk.paths()
        for folder in walk.unreadable:
            self._leaving.add(folder, "cannot be read")
        if walk.cut:
            self._leaving.add(".", f"more than {MOST} files: only the first of them were looked at")
        return paths

    def _asked_for(self) -> Iterable[str]:
        """Files that speak to us by their place: a gate or an answer that git ignores still stands there."""
        found = (path for pattern in _ASKED_FOR for path in self._root.glob(pattern))
        return (path.relative_to(self._root).as_posix() for path in found)

    def _is_text_name(self, path: str) -> bool:
        if speakable(path):
            return True
        self._leaving.add(shown(path), "name with control characters or not UTF-8")
        return False

    def _counts_on_disk(self, path: str) -> bool:
        """Whether there is a regular file of a bearable size; what is not there any more is not even left out."""
        if not self._stands_here(path.rpartition("/")[0]):
            self._leaving.add(path, "link out of the tree")
            return False
        whole = f"{self._root}/{path}"  # A string: ten thousand Path objects cost more than asking the disk.
        try:
            state = os.lstat(whole)
            reason, seen = None, _seen(state)
            if stat.S_ISLNK(state.st_mode):
                reason = self._link_reason(Path(whole))
                state = state if reason else Path(whole).stat()
                seen += _seen(state)
            self._states[path] = seen
        except FileNotFoundError:
            self._gone.append(path)
            return False
        except OSError:
            return True  # Reading it will say what is wrong.
        if reason is None and not stat.S_ISREG(state.st_mode):
            reason = "repository within" if stat.S_ISDIR(state.st_mode) else "not a regular file"
        if reason is None and state.st_size > largest(path):
            reason = "too large"
        if reason is not None:
            self._leaving.add(path.rstrip("/"), reason)
        return reason is None

    def _stands_here(self, folder: str) -> bool:
        """Whether no step of a folder's path is a link or leads up: git lists whatever somebody wrote into its index."""
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(f"{self._root}/{folder}") == f"{self._root}/{folder}".rstrip("/")
        return self._folders[folder]

    def _link_reason(self, link: Path) -> str | None:
        target = Path(os.path.realpath(link))
        if not target.is_relative_to(self._root):
            return "link out of the tree"
        if not target.exists():
            return "broken link"
        return "link to a folder" if target.is_dir() else None


def _seen(state: os.stat_result) -> State:
    """What changes with the content of a file: ctime also where somebody sets the others back."""
    return (state.st_mode, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
