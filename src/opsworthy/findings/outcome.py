"""One answer of one rule at one place."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from opsworthy.findings.patch import Patch
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


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains an outcome: the manifest line that a document contradicts."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """`fingerprint` stays the same when lines move; `waived` carries the reason of the waiver that excuses it."""

    rule: str
    name: str
    clauses: tuple[str, ...]
    state: State
    severity: Severity
    confidence: str
    message: str
    location: Location
    related: tuple[Related, ...] = ()
    fix: str | None = None
    waived: str | None = None
    open_question: str | None = None
    patch: Patch | None = None

    @property
    def fingerprint(self) -> str:
        told = "\0".join((self.rule, self.location.path, self.message))
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
