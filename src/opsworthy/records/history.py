"""When files and lines were last changed, by the history of the repository."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Protocol

from opsworthy.text.dataclass import dataclass


class Change(Protocol):
    """What one commit did to one file: the lines it took out and put in, and the first line that it touched. Days are UTC."""

    @property
    def day(self) -> date: ...
    @property
    def commit(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def removed(self) -> tuple[str, ...]: ...
    @property
    def added(self) -> tuple[str, ...]: ...


class History(Protocol):
    """What was committed. It is read when it is asked for, since that takes time. What is not committed is not here: nobody
    knows its day."""

    @property
    def trouble(self) -> str:
        """Why the history cannot be trusted, such as a clone that holds only its end; empty where it can."""

    def last(self, path: str) -> date | None:
        """The day of the last commit that touched a file; None where there is none in sight."""

    def lines(self, path: str) -> tuple[date | None, ...]:
        """The day of each line of a file as it stands now; None for one that is not committed, nothing for such a file."""

    def changes(self, path: str, after: date) -> Sequence[Change]:
        """What commits after a day did to a file, newest first."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that is written down."""

    day: date
    commit: str
    line: int
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """A history that is written down."""

    files: Mapping[str, date] = field(default_factory=dict)
    days: Mapping[str, tuple[date | None, ...]] = field(default_factory=dict)
    changed: Mapping[str, tuple[Changed, ...]] = field(default_factory=dict)
    trouble: str = ""

    def last(self, path: str) -> date | None:
        return self.files.get(path)

    def lines(self, path: str) -> tuple[date | None, ...]:
        return self.days.get(path, ())

    def changes(self, path: str, after: date) -> tuple[Changed, ...]:
        return tuple(each for each in self.changed.get(path, ()) if each.day > after)
