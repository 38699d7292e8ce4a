"""The files of a folder without git: a walk that honours .gitignore files and follows no link."""

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

MOST = 200_000
"""A folder with more files than this is looked at up to here."""

_Specs = tuple[tuple[str, Any], ...]


class Walk:
    """One walk; afterwards `unreadable` are the folders that could not be entered, `cut` says that MOST was reached."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.unreadable: list[str] = []
        self.cut = False

    def paths(self) -> tuple[str, ...]:
        """Relative paths of all files (links and other things that are not folders included) that .gitignore allows."""
        found: list[str] = []
        for path in self._files():
            if len(found) == MOST:
                self.cut = True
                break
            found.append(path)
        return tuple(found)

    def _files(self) -> Iterator[str]:
        waiting: list[tuple[str, _Specs]] = [("", ())]
        while waiting:
            folder, specs = waiting.pop()
            entries = self._entries(folder)
            specs = (*specs, *self._spec(folder, entries))
            for entry in entries:
                path = f"{folder}{entry.name}"
                is_folder = entry.is_dir(follow_symlinks=False)
                if entry.name == ".git" or _ignored(path, is_folder, specs):
                    continue
                if is_folder:
                    waiting.append((f"{path}/", specs))
                else:
                    yield path

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._root / folder) as entries:
                return list(entries)
        except OSError:
            self.unreadable.append(folder.rstrip("/") or ".")
            return []

    def _spec(self, folder: str, entries: list[os.DirEntry[str]]) -> _Specs:
        if not any(entry.name == ".gitignore" and entry.is_file(follow_symlinks=False) for entry in entries):
            return ()
        try:
            text = (self._root / folder / ".gitignore").read_bytes()[:100_000].decode("utf-8", "replace")
            return ((folder, import_module("pathspec").GitIgnoreSpec.from_lines(text.splitlines())),)
        except (OSError, ValueError):
            return ()


def _ignored(path: str, is_folder: bool, specs: _Specs) -> bool:
    """As git decides: the deepest .gitignore that has an opinion wins."""
    for folder, spec in reversed(specs):
        opinion: bool | None = spec.check_file(path[len(folder) :] + ("/" if is_folder else "")).include
        if opinion is not None:
            return opinion
    return False
