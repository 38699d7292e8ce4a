"""Where the work happens: the folder a user points at, surveyed once per command."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from opsworthy.app.errors import UserError
from opsworthy.app.kept.codec import Unkeepable, Unreadable
from opsworthy.app.kept.entry import Entry, states_of
from opsworthy.app.kept.store import Keeping, read, write
from opsworthy.facts.said import Said
from opsworthy.repository.folder import FolderTree
from opsworthy.repository.git import GitFailed
from opsworthy.repository.overlay import OverlayTree
from opsworthy.repository.revision import RevisionTree
from opsworthy.repository.tree import Tree
from opsworthy.system.model import System


@dataclass(frozen=True)
class Surveyed:
    """A system with the tree that it was built from, and what the detectors said of it; `root` is the folder on disk."""

    root: Path
    tree: Tree
    system: System
    said: Callable[[], tuple[Said, ...]]


def survey(path: Path, revision: str | None = None, keeping: Keeping | None = None) -> Surveyed:
    """Reads a folder, or one git revision of it; with `keeping`, only what has changed since it was last surveyed. Raises
    UserError where there is no such folder or revision."""
    root = resolved(path)
    try:
        tree = FolderTree(root) if revision is None else RevisionTree(root, revision)
    except GitFailed as error:
        raise UserError(f"{error}.") from error
    if keeping is None or keeping.folder.is_relative_to(root):
        facts, system = _engine().understood(tree)
        return Surveyed(root, tree, system, lambda: facts.said)
    return _with_memory(root, tree, keeping)


def _with_memory(root: Path, tree: FolderTree | RevisionTree, keeping: Keeping) -> Surveyed:
    key = f"{root}\n{tree.commit if isinstance(tree, RevisionTree) else ''}"
    states = states_of(tree, keeping.now)
    data = read(keeping.folder, key)
    try:
        entry = Entry.parse(data) if data is not None else None
        if entry is not None and states.are_those_of(entry):
            return Surveyed(root, tree, entry.system(tree), partial(_kept_or_fresh, entry, tree))
        before = entry.said() if entry is not None and entry.program == states.program else None
        changed = states.changed_since(entry) if entry is not None and before is not None else ()
    except Unreadable:
        before, changed = None, ()
    facts, system = _engine().understood(tree) if before is None else _engine().understood_again(tree, before, changed)
    with suppress(Unkeepable):
        write(keeping.folder, key, Entry.of(states, system, facts.said))
    return Surveyed(root, tree, system, lambda: facts.said)


def _kept_or_fresh(entry: Entry, tree: Tree) -> tuple[Said, ...]:
    try:
        return entry.said()
    except Unreadable:
        said: tuple[Said, ...] = _engine().understood(tree)[0].said
        return said


def reread(surveyed: Surveyed, texts: Mapping[str, str]) -> Surveyed:
    """The same repository as it is with these texts; only what looks at them is read again."""
    tree = OverlayTree(surveyed.tree, texts)
    facts, system = _engine().understood_again(tree, surveyed.said(), tuple(texts))
    return Surveyed(surveyed.root, tree, system, lambda: facts.said)


def _engine() -> Any:
    return import_module("opsworthy.app.engine")


def resolved(path: Path) -> Path:
    """The folder as an absolute path. Raises UserError where it is missing or not a folder."""
    if not path.exists():
        raise UserError(f"{path} does not exist. Name a folder that holds a repository.")
    if not path.is_dir():
        raise UserError(f"{path} is a file. Name the folder of the repository; documents are found in it.")
    return path.resolve()
