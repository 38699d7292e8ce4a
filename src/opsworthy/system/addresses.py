"""Which hosts the value of an environment variable names."""

import re
from collections.abc import Iterator

from opsworthy.text.regex import regex

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,250}[A-Za-z0-9])?"
_AUTHORITY = regex(r"://([^/?#\s'\"]{1,500})")
_WITH_PORT = regex(rf"({_HOST}):\d{{1,5}}(?:/\S*)?")
_DSN = regex(rf"(?:tcp\(|\bhost=|\bserver=|\bdata source=)({_HOST})", re.IGNORECASE)
_BARE = regex(_HOST)
_HOST_WORDS = "host hosts hostname addr addrs address server servers endpoint broker brokers url uri service upstream backend"
_NAMES = regex(rf"(?:^|[_.\-])(?:{_HOST_WORDS.replace(' ', '|')})$", re.IGNORECASE)
_LONGEST = 2000


def hosts(name: str, value: str) -> tuple[str, ...]:
    """Host names in a value: of addresses, `host:port` pairs and connection strings; a bare word only where the variable's
    own name says that it is a host."""
    return tuple(dict.fromkeys(host.lower() for host in _hosts(name, value[:_LONGEST])))


def _hosts(name: str, value: str) -> Iterator[str]:
    for found in _AUTHORITY.finditer(value):
        for part in found.group(1).rpartition("@")[2].split(","):
            yield part.partition(":")[0]
    for found in _DSN.finditer(value):
        yield found.group(1)
    for part in re.split(r"[,;\s]+", value):
        if "://" in part:
            continue
        pair = _WITH_PORT.fullmatch(part)
        if pair is not None:
            yield pair.group(1)
        elif _NAMES.search(name) and _BARE.fullmatch(part):
            yield part


def means(host: str, name: str, namespaces: frozenset[str]) -> bool:
    """Whether a host is the name of a service inside: alone, or with its namespace or the cluster's own ending behind it."""
    first, dot, rest = host.partition(".")
    if first != name.lower():
        return False
    return not dot or ".svc" in f".{rest}" or rest in namespaces
