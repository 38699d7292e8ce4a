"""The shapes of credentials, from marks/credentials.toml, and what has such a shape and opens nothing, from doubts.toml."""

from functools import cache
from typing import Any

from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.patterns import PatternSet

ADDRESS, JWT, PRIVATE_KEY = "password-in-address", "jwt", "private-key"


@dataclass(frozen=True)
class Rules:
    """`kinds` are what the matches of `patterns` are taken for, `entropy` the least bits per character of a real value."""

    kinds: tuple[str, ...]
    patterns: PatternSet
    entropy: tuple[float, ...]


@dataclass(frozen=True)
class Doubts:
    """Words of doubts.toml, in lower case."""

    inside: tuple[str, ...]
    passwords: frozenset[str]
    own_hosts: tuple[str, ...]


@cache
def rules() -> Rules:
    rows = _table("marks", "credentials.toml")["rule"]
    patterns = PatternSet(tuple(row["pattern"] for row in rows))
    return Rules(tuple(row["id"] for row in rows), patterns, tuple(float(row["entropy"]) for row in rows))


@dataclass(frozen=True)
class Looked:
    """Which files are looked into: the ends of names and whole names, and the ends of those that are left out."""

    endings: tuple[str, ...]
    names: frozenset[str]
    written: tuple[str, ...]


@cache
def looked_into() -> Looked:
    data = _table("credentials", "files.toml")
    return Looked(tuple(data["endings"]), frozenset(data["names"]), tuple(data["written"]))


@cache
def doubts() -> Doubts:
    data = _table("credentials", "doubts.toml")
    return Doubts(tuple(data["inside"]), frozenset(data["passwords"]), tuple(data["own_hosts"]))


def _table(*path: str) -> dict[str, Any]:
    return data_of("opsworthy.facts", *path)
