"""Values that only say where the real one is kept: the stores of references.toml, by the way that they are written."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from opsworthy.facts.project import SecretDeclared
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Reference:
    """A store and what the value is called in it."""

    store: str
    remote: str


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = data_of("opsworthy.facts.secrets", "references.toml")
    return tuple((row["store"], regex(row["pattern"])) for row in data["form"])


def reference_of(value: str) -> Reference | None:
    """What a value refers to as a whole; None where it is no reference."""
    text = value.strip().strip("'\"")[:_LONGEST]
    for store, pattern in _forms():
        match = pattern.fullmatch(text)
        if match is not None:
            return Reference(store, match.group("name"))
    return None


def referred(named: Iterable[tuple[str, str, Location]]) -> Iterator[SecretDeclared]:
    """The secrets of names with values that are references; each name once."""
    told: set[str] = set()
    for name, value, location in named:
        found = reference_of(value) if name not in told else None
        if found is not None:
            told.add(name)
            yield SecretDeclared(name, found.store, location, remote=found.remote)
