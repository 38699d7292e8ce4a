"""What the search for a port leads to, and the lines that say it."""

from dataclasses import replace

from tree_sitter import Node

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(slots=True)
class Found:
    """The first number and the first variable that an expression leads to, and where they stand."""

    port: int | None = None
    variable: str | None = None
    seen: int = 0
    port_at: Location | None = None
    variable_at: Location | None = None

    def elsewhere(self, said: Location) -> Location | None:
        """Where the number stands, else the variable, unless it stands in the given lines."""
        stands = self.port_at or self.variable_at
        if stands is None or (stands.path == said.path and said.line <= stands.line <= max(said.line, said.end_line)):
            return None
        return stands

    def number(self, text: str, at: Location) -> None:
        digits = text.replace("_", "")
        if self.port is None and digits.isascii() and digits.isdigit() and len(digits) < 6 and 0 < int(digits) < 65536:
            self.port, self.port_at = int(digits), at


def lines_of(first: Location, last: Node) -> Location:
    """From the line of a call to the end of what it is given."""
    return replace(first, end_line=max(first.line, last.end_point[0] + 1), end_column=0)
