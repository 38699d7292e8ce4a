"""Text lifted out of a file, which still knows where each of its characters stands there."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some lines of a file: `margins[i]` characters were cut from the left of line i of the excerpt (indentation, quote
    marks); the last margin holds for all lines after it. Rows and columns below count characters from 0."""

    path: str
    text: str
    first_line: int
    margins: tuple[int, ...] = (0,)

    @classmethod
    def at(cls, text: str, where: Location) -> "Excerpt":
        """An excerpt that begins at a location; its later lines begin at that location's column too."""
        return cls(where.path, text, where.line, (max(where.column - 1, 0),))

    def place(self, row: int, column: int, end_row: int, end_column: int) -> Location:
        """The location in the file of a stretch of the excerpt; the end column is exclusive."""
        return Location(
            self.path,
            self.first_line + row,
            self._margin(row) + column + 1,
            self.first_line + end_row,
            self._margin(end_row) + end_column + 1,
        )

    def line(self, row: int, text: str) -> "Excerpt":
        """One line of the excerpt, or a piece from its beginning, as an excerpt of its own."""
        return Excerpt(self.path, text, self.first_line + row, (self._margin(row),))

    def _margin(self, row: int) -> int:
        if not self.margins:
            return 0
        return self.margins[row] if row < len(self.margins) else self.margins[-1]
