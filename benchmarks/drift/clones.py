"""The public repositories of this benchmark: which commit of each, and which of its documents a person wrote."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.drift.ground import Ground
from benchmarks.survey.clones import clone
from opsworthy.repository.git import GitFailed

LIST = Path(__file__).with_name("repositories.tsv")


@dataclass(frozen=True)
class Listed:
    """One line of repositories.tsv; a clone of it stands in a folder `owner+name`."""

    repository: str
    commit: str
    documents: tuple[str, ...]

    @property
    def folder(self) -> str:
        return self.repository.replace("/", "+")


def listed(only: Iterable[str] = ()) -> tuple[Listed, ...]:
    """All of them, or those whose name holds one of some words."""
    with LIST.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t"))
    every = (Listed(row["repository"], row["commit"], tuple(filter(None, row["documents"].split(";")))) for row in rows)
    wanted = tuple(only)
    return tuple(each for each in every if not wanted or any(word in each.repository for word in wanted))


def ground_of(each: Listed, folders: Iterable[Path]) -> Ground | None:
    """The repository read, from the first of some folders that holds it at its commit; None where none does."""
    for folder in folders:
        if (folder / each.folder).is_dir():
            try:
                return Ground(folder / each.folder, each.commit, each.documents, each.repository)
            except GitFailed:
                continue
    return None


def fetched(folder: Path) -> int:
    """Clones what is not there yet, and says how many repositories are."""
    return sum(clone(each.repository, each.commit, folder) for each in listed())
