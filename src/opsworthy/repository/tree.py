"""The one interface of every tree: a folder, a git revision, memory."""

from collections.abc import Iterable
from typing import Protocol

from opsworthy.text.source import LeftOut, Problem, Source

State = tuple[int | str, ...]
"""What tells one content of a file from another without reading it; empty where nothing does."""


class Tree(Protocol):
    """A set of files by relative path with forward slashes."""

    @property
    def name(self) -> str:
        """The name of the project that the tree holds, from its folder or address."""

    def paths(self) -> Iterable[str]:
        """The paths of the files that count, sorted."""

    def every_path(self) -> Iterable[str]:
        """The paths of all files that stand in the tree, those left out too: a link to a left-out file is not broken."""

    def read(self, path: str) -> Source | Problem | LeftOut:
        """The text of one file, why it cannot be had, or why it turned out not to count (binary, generated …)."""

    def left_out(self) -> Iterable[LeftOut]:
        """What stands in the tree and was left out; complete once everything that matters has been read."""
