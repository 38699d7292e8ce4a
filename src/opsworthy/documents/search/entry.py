"""One thing that a document can answer with: a section, an issue under a lead-in, or a row of a table."""

from opsworthy.text.dataclass import dataclass

TEXT, STEP, COMMAND, EXPECTED, OUTPUT, ROW, HEADING = "text", "step", "command", "expected", "output", "row", "heading"
SYMPTOM, CAUSE, SOLUTION = "symptom", "cause", "solution"


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on a line; `kind` is text, step, command, expected, output, row, heading, symptom, cause or solution."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """`trail` are the headings above it, outermost first. `topics` are what its heading means and what those above it mean,
    `parts` what the sections folded into `below` mean. `page` is the title of the whole document.
    `kind` is section, issue or row; `document` the kind of document."""

    path: str
    line: int
    end_line: int
    title: str
    kind: str
    document: str
    trail: tuple[str, ...] = ()
    topic: str = ""
    above: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    environments: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    amounts: int = 0
    page: str = ""

    def count(self, *kinds: str) -> int:
        """How many lines of these kinds it and its parts hold."""
        return sum(each.kind in kinds for each in (*self.lines, *self.below))

    @property
    def is_empty(self) -> bool:
        """A heading over nothing, or over sections that are entries of their own."""
        return not any(each.kind != HEADING for each in (*self.lines, *self.below))
