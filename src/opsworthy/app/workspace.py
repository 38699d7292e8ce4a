"""Where the work happens: the folder a user points at, surveyed once per command."""

from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from opsworthy.app.errors import UserError
from opsworthy.app.kept.codec import Unkeepable, Unreadable
from opsworthy.app.kept.entry import Entry, states_of
from opsworthy.app.kept.own import use
from opsworthy.app.kept.store import Keeping, read, write
from opsworthy.facts.said import Said
from opsworthy.repository.folder import FolderTree
from opsworthy.repository.git import GitFailed
from opsworthy.repository.installed import Program, installed
from opsworthy.repository.overlay import OverlayTree
from opsworthy.repository.revision import RevisionTree
from opsworthy.repository.tree import Tree
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Surveyed:
    """A system with the tree that it was built from, and what the detectors said of it; `root` is the folder on disk, `helm`
    what rendered its charts beside our own reading."""

    root: Path
    tree: Tree
    system: System
    said: Callable[[], tuple[Said, ...]]
    helm: Program | None = None


def survey(path: Path, revision: str | None = None, keeping: Keeping | None = None, with_helm: bool = True) -> Surveyed:
    """Reads a folder, or one git revision of it; with `keeping`, only what has changed since it was last surveyed. A Helm that is
    installed renders its charts unless told not to. Raises UserError where there is no such folder or revision."""
    root = resolved(path)
    if keeping is not None and keeping.folder.is_relative_to(root):
        keeping = None
    if keeping is not None:
        use(keeping)
    try:
        tree = FolderTree(root) if revision is None else RevisionTree(root, revision)
    except GitFailed as error:
        raise UserError(f"{error}.") from error
    helm = installed(root) if with_helm else None
    if keeping is None:
        understood = _understood(tree, helm)
        return Surveyed(root, tree, understood.system, lambda: understood.said, helm)
    return _with_memory(root, tree, keeping, helm)


def _with_memory(root: Path, tree: FolderTree | RevisionTree, keeping: Keeping, helm: Program | None) -> Surveyed:
    key = f"{root}\n{tree.commit if isinstance(tree, RevisionTree) else ''}\n{helm.state if helm is not None else ''}"
    states = states_of(tree, keeping.now)
    data = read(keeping.folder, key)
    try:
        entry = Entry.parse(data) if data is not None else None
        if entry is not None and states.are_those_of(entry):
            return Surveyed(root, tree, entry.system(tree), partial(_kept_or_fresh, entry, tree, helm), helm)
        before = entry.said() if entry is not None and entry.program == states.program != b"" else None
        changed = states.changed_since(entry) if entry is not None and before is not None else ()
    except Unreadable:
        before, changed = None, ()
    understood = _understood(tree, helm, before, changed)
    if not understood.hurried:
        with suppress(Unkeepable):
            write(keeping.folder, key, Entry.of(states, understood.system, understood.said))
    return Surveyed(root, tree, understood.system, lambda: understood.said, helm)


@dataclass(frozen=True)
class _Understood:
    """What came of a tree; `hurried` where Helm had no time to answer, and may have the next time."""

    system: System
    said: tuple[Said, ...]
    hurried: bool = False


def _understood(
    tree: Tree, program: Program | None, before: tuple[Said, ...] | None = None, changed: Collection[str] = ()
) -> _Understood:
    with _helm(program) if program is not None else nullcontext() as helm:
        if before is None:
            facts, system = _engine().understood(tree, helm)
        else:
            facts, system = _engine().understood_again(tree, before, changed, helm)
        return _Understood(system, facts.said, helm is not None and helm.was_hurried)


def _kept_or_fresh(entry: Entry, tree: Tree, helm: Program | None) -> tuple[Said, ...]:
    try:
        return entry.said()
    except Unreadable:
        return _understood(tree, helm).said


def reread(surveyed: Surveyed, texts: Mapping[str, str]) -> Surveyed:
    """The same repository as it is with these texts; only what looks at them is read again."""
    tree = OverlayTree(surveyed.tree, texts)
    understood = _understood(tree, surveyed.helm, surveyed.said(), tuple(texts))
    return Surveyed(surveyed.root, tree, understood.system, lambda: understood.said, surveyed.helm)


def _helm(program: Program) -> Any:
    """What starts it, imported only where it is installed."""
    return import_module("opsworthy.repository.helm").Helm(program)


def _engine() -> Any:
    return import_module("opsworthy.app.engine")


def resolved(path: Path) -> Path:
    """The folder as an absolute path. Raises UserError where it is missing or not a folder."""
    if not path.exists():
        raise UserError(f"{path} does not exist. Name a folder that holds a repository.")
    if not path.is_dir():
        raise UserError(f"{path} is a file. Name the folder of the repository; documents are found in it.")
    return path.resolve()
