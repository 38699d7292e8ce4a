"""What a document claims: a name or a value of one kind, with its place and where it was told."""

import re

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

COMMAND, EXPECTATION, TABLE, PROSE, ASIDE = "command", "expectation", "table", "prose", "aside"

_PLAIN = regex(r"[A-Za-z0-9_.@][A-Za-z0-9_.:/@+-]{0,200}")
_SAMPLE = regex(
    r"(?:my|your|some|foo|bar|example|sample|dummy|placeholder)(?:[-_.]|\Z)|.*(?:[-_.](?:xxx+|abc(?:123)?|xyz|12345)|\.\.\.)"
    r"|(?:name|namespace|ns|service|svc|app|pod|deployment|container|host|port|path|file|bucket|region|user|image|version)\Z"
    r"|(?:.*[-_.])?(?:your|example)(?:[-_.].*)?\Z|.*\b(?:your|example)\b|.*-X\Z",
    re.IGNORECASE,
)
_OF_SOMETHING = regex(r".*[-_](?:name|id)(?:\.\w+)?\Z", re.IGNORECASE)
"""A placeholder such as `cluster-name`; the variable `TEAM_ID` is none."""
_CAPITALS = frozenset(["variable", "secret"])
_IN_CAPITALS = regex(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Claim:
    """`kind` is a kind of `Declared` (port, namespace, variable, path …) and `name` what the document says, as written. `told` is
    command, expectation, table, prose, or aside for what a line about something to come says beside it; `of` what it is said of,
    such as the workload of a port; `beside` are the other names of the same command, row or list, by kind; `environments` those
    of its section; `sure` where no other kind can be meant."""

    kind: str
    name: str
    location: Location
    told: str
    of: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    environments: tuple[str, ...] = ()
    sure: bool = True


def plain(name: str, kind: str = "") -> bool:
    """Whether a word is a name as it is, and no placeholder, variable, pattern or sample; a Compose service may be `app`."""
    if kind == "compose-service" and name == "app":
        return True
    return (
        _PLAIN.fullmatch(name) is not None
        and "..." not in name
        and _SAMPLE.match(name) is None
        and (_OF_SOMETHING.match(name) is None or (kind in _CAPITALS and _IN_CAPITALS.fullmatch(name) is not None))
    )
