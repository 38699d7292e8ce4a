"""Which HTTP paths answer about health, from `marks/health_words.toml`, and the route that a detector found."""

import re
from functools import cache

from opsworthy.facts.project import HealthRoute
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

# Where in the bytes of a source file a look is worth it: a health word after a slash, at the end of a string.
MARK = regex(
    rb"/_{0,2}(?:is-?_?)?(?:health|live|alive|read[iy]|ping|up|hc|status|heartbeat|lbheartbeat|metrics|prometheus)"
    rb"[A-Za-z_-]{0,12}(?:\.json)?/?\??\$?(?=[\"'`])"
)
_MARK_TEXT = regex(MARK.pattern.decode())
_VERSION = regex(r"v\d+[a-z0-9]*")
_OPEN = frozenset("{}<>:*[]()+$")
_SAYS_HEALTH = regex(r"health|alive|live|ready|readi|heartbeat|ping", re.IGNORECASE)
_HEALTH_KEYS = frozenset(["database", "db", "health", "healthy", "redis", "uptime", "version"])
_LONGEST = 200


@dataclass(frozen=True)
class _Words:
    roles: dict[str, str]
    ambiguous: frozenset[str]
    explained: frozenset[str]
    neutral: frozenset[str]


@cache
def _words() -> _Words:
    data = data_of("opsworthy.facts", "marks", "health_words.toml")
    roles = {word: role for role, words in data["roles"].items() for word in words}
    precision = data["precision"]
    return _Words(roles, *(frozenset(precision[name]) for name in ("ambiguous", "explained", "neutral")))


@dataclass(frozen=True, slots=True)
class Route:
    """A route that was found: `handler` is the name of what answers; `partial` where more may stand before the path; `role`
    where what answers is known to be about health, whatever the path says."""

    path: str
    location: Location
    language: str
    framework: str | None = None
    fields: tuple[str, ...] = ()
    handler: str = ""
    partial: bool = False
    role: str | None = None


def may_hold_route(text: str) -> bool:
    """Whether a source text mentions any path that could answer about health."""
    return _MARK_TEXT.search(text) is not None


def health_route(route: Route) -> HealthRoute | None:
    """The fact that a route becomes, or None where it does not answer about health."""
    path = "/" + route.path.strip().lstrip("/")
    role = route.role or role_of(path)
    if role is None:
        return None
    if route.role is None and _last_word(path) in _words().explained and not _speaks_of_health(route):
        return None
    return HealthRoute(path, role, route.language, route.location, route.framework, route.fields, route.partial)


def role_of(path: str) -> str | None:
    """The role of a path by its last segment: health, liveness, readiness or metrics; None for any other."""
    if len(path) > _LONGEST or _OPEN & set(path):
        return None
    words = _words()
    *before, _ = [segment for segment in path.split("/") if segment] or [""]
    last = _last_word(path)
    role = words.roles.get(last)
    if role is None or (last in words.ambiguous and not all(_is_neutral(segment) for segment in before)):
        return None
    return role


def _is_neutral(segment: str) -> bool:
    word = segment.lower().strip("_-").replace("-", "").replace("_", "")
    return word in _words().neutral or _VERSION.fullmatch(word) is not None


def _last_word(path: str) -> str:
    segments = [segment for segment in path.split("/") if segment]
    last = segments[-1].lower() if segments else ""
    return last.removesuffix(".json").removesuffix(".txt").replace("-", "").replace("_", "")


def _speaks_of_health(route: Route) -> bool:
    return _SAYS_HEALTH.search(route.handler) is not None or bool(_HEALTH_KEYS & set(route.fields))


def join(*parts: str) -> str:
    """Path prefixes and a path as one path, with single slashes between and the last slash as it was written."""
    filled = [part for part in parts if part.strip("/")]
    whole = "/".join(part.strip("/") for part in filled)
    ends = bool(parts) and parts[-1].endswith("/") and bool(parts[-1].strip("/"))
    return "/" + whole + ("/" if ends and whole else "")
