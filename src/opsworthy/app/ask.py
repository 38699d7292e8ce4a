"""Answers a question from the documents of a repository: nothing is surveyed, and what was read is kept for the next question."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from opsworthy.app.errors import UserError
from opsworthy.app.kept.shelf import put, settled, take
from opsworthy.app.kept.store import Keeping
from opsworthy.app.reading import forgiving_text
from opsworthy.documents.search.entry import Entry
from opsworthy.documents.search.index import Index, index_of
from opsworthy.documents.search.rank import Answer, ask
from opsworthy.repository.folder import FolderTree
from opsworthy.repository.tree import State
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Wanted:
    """What is asked of which repository or Markdown file; `most` answers; `keeping` where the index is kept."""

    question: str
    path: Path
    most: int = 3
    keeping: Keeping | None = None


@dataclass(frozen=True)
class Told:
    """The answer, with how many documents and entries were searched; `root` is the repository."""

    root: Path
    answer: Answer
    documents: int
    entries: int


def answer_from(wanted: Wanted) -> Told:
    """Searches the documents. Raises UserError where there is nothing to ask, or nothing to ask it of."""
    if not wanted.question.strip():
        raise UserError("ask something: a question, an error message, or lines of a log.")
    root = wanted.path.resolve()
    if wanted.path.is_file():
        root = root.parent
        index, count = _index_of_file(root, wanted.path.name), 1
    elif wanted.path.is_dir():
        index, count = _index_of_folder(root, wanted.keeping)
    else:
        raise UserError(f"{wanted.path} does not exist. Name a repository, or one Markdown file.")
    if not count:
        raise UserError(f"there is no runbook or other operational document in {wanted.path}. `opsworthy prepare` writes them.")
    return Told(root, ask(index, wanted.question, wanted.most), count, len(index.entries))


def kinds_in(paths: tuple[str, ...]) -> dict[str, str]:
    """The documents among paths that may answer, each with its kind: runbook, cost-plan or beside."""
    found = {path: kind for path in paths if (kind := _kind(path))}
    beside = sorted((path for path, kind in found.items() if kind == "beside"), key=lambda each: (each.count("/"), each))
    for path in beside[_names()["most-beside"] :]:
        del found[path]
    return found


@cache
def _names() -> Mapping[str, Any]:
    return data_of(__package__, "ask.toml")


def _kind(path: str) -> str:
    """What a file is to somebody who asks; empty where it is no document that answers."""
    folder, _, name = path.lower().rpartition("/")
    stem, _, ending = name.rpartition(".")
    steps = folder.split("/") if folder else []
    known = _names()
    if ending not in known["endings"] or stem in known["not-files"] or set(steps) & set(known["not-folders"]):
        return ""
    if any(stem == each or stem.endswith((f"-{each}", f"_{each}")) for each in known["cost-plans"]):
        return "cost-plan"
    if set(steps) & set(known["folders"]) or any(each in stem for each in known["runbooks"]):
        return "runbook"
    beside = set(steps) & set(known["beside"]) or (not steps and stem in known["root"])
    return "beside" if beside else ""


def _index_of_file(root: Path, name: str) -> Index:
    text = forgiving_text(root, name)
    kind = _kind(name)
    return index_of(_entries(name, text or "", kind if kind == "cost-plan" else "runbook"))


def _index_of_folder(root: Path, keeping: Keeping | None) -> tuple[Index, int]:
    tree = FolderTree(root)
    kinds = kinds_in(tree.paths())
    inside = keeping is None or keeping.folder.is_relative_to(root)
    standing = tree.states()
    states: dict[str, State] = {path: settled(standing.get(path, ()), keeping.now) if keeping else () for path in kinds}
    key = f"{root}\nanswers"
    shelf = take(keeping, key) if keeping and not inside else None
    if shelf is not None and shelf.holds(states):
        return shelf.index(), len(kinds)
    documents: dict[str, tuple[State, tuple[Entry, ...]]] = {}
    for path, kind in kinds.items():
        kept = shelf.entries(path, states[path]) if shelf is not None else None
        documents[path] = (states[path], kept if kept is not None else _entries(path, _text(root, path), kind))
    index = index_of([entry for _, entries in documents.values() for entry in entries])
    if keeping and not inside:
        put(keeping, key, documents, index)
    return index, len(kinds)


def _text(root: Path, path: str) -> str:
    """The text of a document; one that cannot be read answers nothing."""
    try:
        return forgiving_text(root, path) or ""
    except UserError:
        return ""


def _entries(path: str, text: str, kind: str) -> tuple[Entry, ...]:
    found: tuple[Entry, ...] = import_module("opsworthy.app.asking").entries_in(path, text, kind)
    return found
