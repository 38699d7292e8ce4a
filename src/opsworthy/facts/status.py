"""Facts about status.json, which says whether work may go on."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class StatusDeclared:
    """status.json: `status` is active, blocked, completed or on-hold."""

    status: str
    location: Location
    phase: str | None = None
    updated: str | None = None
    blocked_reason: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class StatusMalformed:
    """A status.json that does not say what it must: a gate that cannot be read is shut."""

    message: str
    location: Location
