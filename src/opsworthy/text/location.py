"""The one location type, from the first parser to the last report."""

from typing import Generic, TypeVar

from opsworthy.text.dataclass import dataclass

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, order=True, init=False)
class Location:
    """A place in a file: a path relative to the tree, and 1-based lines and columns (end column exclusive).

    Columns and ends are 0 where the format has none.
    """

    path: str
    line: int
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __init__(self, path: str, line: int, column: int = 0, end_line: int = 0, end_column: int = 0) -> None:
        """What a dataclass does, in half of its time: a document has hundreds of places."""
        _set_path(self, path)
        _set_line(self, line)
        _set_column(self, column)
        _set_end_line(self, end_line)
        _set_end_column(self, end_column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


_set_path, _set_line, _set_column, _set_end_line, _set_end_column = (
    Location.__dict__[name].__set__ for name in ("path", "line", "column", "end_line", "end_column")
)


@dataclass(frozen=True, slots=True)
class Stated(Generic[T_co]):
    """A value and the place that states it."""

    value: T_co
    location: Location


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that nobody has told us, and why: absent is not zero."""

    reason: str
    location: Location | None = None
