"""What would mend a finding: edits of a text, each with its place."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts `text` in the place of what stands from the location's beginning to its end (`end_column` is one past the last
    letter, as everywhere). A location whose end is its beginning inserts."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Patch:
    """Edits that belong together: all of them are made or none. `safe` where they add or change nothing that a person has to
    think about; `words` say in a line what is done."""

    edits: tuple[Edit, ...]
    words: str
    safe: bool = True
