"""Outside services that only an address gives away: a documented default on another host, beside a key for it."""

import re
from collections import Counter
from collections.abc import Iterator

from opsworthy.facts.project import VariableDocumented, VariableRead
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.model import Reason, ThirdParty
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret_name

_ADDRESS = regex(r"https://((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?:[:/?#]|$)", re.IGNORECASE)
_MANY = 8
_PLAIN_STARTS = ("api.", "www.", "rest.", "v1.", "v2.", "app.")
_NOT_OUTSIDE = ("example.com", "example.org", "example.net", "localhost", "local", "internal", "test", "invalid", "svc")


def outside_of(known: Known, folders: Folders, found: tuple[ThirdParty, ...], project: str) -> tuple[ThirdParty, ...]:
    """Products by their host name, where a variable that shares its beginning holds a key for it."""
    general = _general(known, project)
    secret = {_beginning(name, general) for name in _secret_names(known)}
    names = [party.product.lower() for party in found]
    made: dict[str, ThirdParty] = {}
    for name, value, place in _addresses(known):
        host = _host(value)
        if host is None or _beginning(name, general) not in secret or any(word in host for word in names):
            continue
        users = folders.services_of(place.path)
        earlier = made.get(host)
        reason = Reason(f"`{name}` points to it, and the settings hold a key for it", (place,))
        if earlier is None:
            made[host] = ThirdParty(host, "saas", False, users, (reason,), (place,))
        elif place not in earlier.locations:
            made[host] = ThirdParty(host, "saas", False, earlier.used_by or users, earlier.because, (*earlier.locations, place))
    return tuple(made.values())


def _addresses(known: Known) -> Iterator[tuple[str, str, Location]]:
    for documented in known.of(VariableDocumented):
        if documented.default:
            yield documented.name, documented.default, documented.location
    for read in known.of(VariableRead):
        if read.default:
            yield read.name, read.default, read.location


def _secret_names(known: Known) -> Iterator[str]:
    yield from (each.name for each in known.of(VariableDocumented) if each.secret)
    yield from (each.name for each in known.of(VariableRead) if is_secret_name(each.name))


def _host(value: str) -> str | None:
    found = _ADDRESS.match(value)
    if found is None:
        return None
    host = found.group(1).lower()
    if any(host == ending or host.endswith(f".{ending}") for ending in _NOT_OUTSIDE):
        return None
    return next((host.removeprefix(start) for start in _PLAIN_STARTS if host.startswith(start) and host.count(".") > 1), host)


def _beginning(name: str, general: frozenset[str]) -> str:
    """The first word of a variable's name, the product by custom; the first two where the first is the project's own."""
    words = name.upper().split("_")
    return "_".join(words[:2]) if words[0] in general else words[0]


def _general(known: Known, project: str) -> frozenset[str]:
    """First words that mean the project itself: of its name, or of very many variables."""
    names = {each.name for each in known.of(VariableDocumented)} | {each.name for each in known.of(VariableRead)}
    counts = Counter(name.upper().partition("_")[0] for name in names)
    many = {word for word, count in counts.items() if count > _MANY}
    return frozenset(many | {word for word in re.split(r"[^A-Z0-9]+", project.upper()) if word})
