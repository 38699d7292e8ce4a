"""One answer of one rule at one place."""

from enum import StrEnum

from opsworthy.findings.fingerprint import fingerprint
from opsworthy.findings.patch import Patch
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


class State(StrEnum):
    """Six outcomes. Only HELD means that it was looked at and is fine."""

    HELD = "held"
    BROKEN = "broken"
    NOT_APPLICABLE = "not-applicable"
    CANNOT_KNOW = "cannot-know"
    NOT_RUN = "not-run"
    ERROR = "error"


class Severity(StrEnum):
    """How much a broken rule hurts an operator; `error` fails a check by default."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Confidence(StrEnum):
    """How sure a finding is of itself; one of LOW is reported only where somebody asks for it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains an outcome: the manifest line that a document contradicts. `change` where it is the line of
    the change under review that made it so."""

    location: Location
    message: str
    change: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """`fingerprint` stays the same when lines move; `waived` carries the reason of the waiver that excuses it. `section` is the
    path of headings above a broken place, and `occurrence` counts what is otherwise the same there; the judge fills both in."""

    rule: str
    name: str
    clauses: tuple[str, ...]
    state: State
    severity: Severity
    confidence: Confidence
    message: str
    location: Location
    related: tuple[Related, ...] = ()
    fix: str | None = None
    waived: str | None = None
    open_question: str | None = None
    patch: Patch | None = None
    section: str = ""
    occurrence: int = 0

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.rule, self.location.path, self.section, self.message, self.occurrence)
