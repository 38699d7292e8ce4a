"""Where the work happens: the folder a user points at, surveyed once per command."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from opsworthy.app.errors import UserError
from opsworthy.facts.detect import Facts, detect, detect_again
from opsworthy.repository.folder import FolderTree
from opsworthy.repository.git import GitFailed
from opsworthy.repository.overlay import OverlayTree
from opsworthy.repository.revision import RevisionTree
from opsworthy.repository.tree import Tree
from opsworthy.system.build import build
from opsworthy.system.model import System


@dataclass(frozen=True)
class Surveyed:
    """A system with the tree and the facts that it was built from; `root` is the folder on disk."""

    root: Path
    tree: Tree
    facts: Facts
    system: System


def survey(path: Path, revision: str | None = None) -> Surveyed:
    """Reads a folder, or one git revision of it. Raises UserError where there is no such folder or revision."""
    root = resolved(path)
    try:
        tree: Tree = FolderTree(root) if revision is None else RevisionTree(root, revision)
    except GitFailed as error:
        raise UserError(f"{error}.") from error
    facts = detect(tree)
    return Surveyed(root, tree, facts, build(facts, tree.name))


def reread(surveyed: Surveyed, texts: Mapping[str, str]) -> Surveyed:
    """The same repository as it is with these texts; only what looks at them is read again."""
    tree = OverlayTree(surveyed.tree, texts)
    facts = detect_again(tree, surveyed.facts, tuple(texts))
    return Surveyed(surveyed.root, tree, facts, build(facts, tree.name))


def resolved(path: Path) -> Path:
    """The folder as an absolute path. Raises UserError where it is missing or not a folder."""
    if not path.exists():
        raise UserError(f"{path} does not exist. Name a folder that holds a repository.")
    if not path.is_dir():
        raise UserError(f"{path} is a file. Name the folder of the repository; documents are found in it.")
    return path.resolve()
