"""What a mechanism declares: a module-level `MECHANISM` in `rules/extending/mechanisms/<name>.py`."""

from collections.abc import Callable

from opsworthy.documents.document import Document
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.strict import Strict


@dataclass(frozen=True)
class Look:
    """What an own rule looks at: a passage of a document, `named` as the rule names it."""

    subject: Subject
    document: Document
    passage: Passage
    named: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is missing or wrong; `location` where it is, None for the passage itself; `unknown` where nothing can show it."""

    message: str
    location: Location | None = None
    unknown: bool = False


Answer = Location | Fault
"""The place that shows that it holds, or the fault."""
Test = Callable[[Look], Answer]


@dataclass(frozen=True)
class Mechanism:
    """One way to ask. `keys` are what its table may hold, each with what it means; `make` reads the table and raises Refused."""

    name: str
    about: str
    keys: dict[str, str]
    make: Callable[[Strict], Test]
