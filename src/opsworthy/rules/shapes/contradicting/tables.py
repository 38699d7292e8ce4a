"""Statements in tables: the thing in the first cell, what is said of it in the heading of a column."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.documents.environments import named
from opsworthy.rules.shapes.contradicting.said import Said, plain
from opsworthy.rules.shapes.contradicting.values import compared
from opsworthy.rules.shapes.reading import Reading, Row
from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

_VARIABLE = regex(r"`?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+`?\Z")
_NAME = regex(r"[a-z0-9][a-z0-9 _./-]{1,58}\Z")
_GENERAL = frozenset(
    ["all", "app", "default", "environment", "example", "name", "other", "others", "service", "system", "total", "value"]
)
_EXPORTED = regex(r"\b(?:export(?:er|s)?|metrics|scrap\w+)\b", re.IGNORECASE)
_OF_VARIABLES = frozenset(["default"])
_OF_THINGS = regex(
    r"\b(?:alert|application|cache|component|container|data(?:base|store)?|environment|job|metric|process|secret|service|store"
    r"|system|task|tier|tool|variable|workload|name|asset|credential|key|indicator|sli|slo|dependency|software|what)s?\b",
    re.IGNORECASE,
)


@cache
def _attributes() -> dict[str, tuple[str, str]]:
    """Each heading with its attribute and the kind of its value."""
    data = data_of(__package__, "attributes.toml")
    return {heading: (name, declared["value"]) for name, declared in data.items() for heading in declared["headings"]}


def of_tables(read: Reading) -> Iterator[Said]:
    """The statements of every row whose first column is about things of a kind."""
    for row in read.rows:
        if len(row.cells) > 1 and row.header and _OF_THINGS.search(row.header[0]):
            yield from _of_row(read, row)


def _of_row(read: Reading, row: Row) -> Iterator[Said]:
    first = row.cells[0].strip()
    thing = plain(first)
    if not _NAME.match(thing) or thing in _GENERAL:
        return
    environment = _environment(read, row)
    for heading, cell in list(zip(row.header, row.cells, strict=False))[1:]:
        name, kind = _attributes().get(plain(heading), ("", ""))
        if not name or (name in _OF_VARIABLES and not _VARIABLE.match(first)):
            continue
        value = compared(kind, cell)
        if name == "port" and _EXPORTED.search(" ".join((*row.header, *row.cells, *_titles(read, row)))):
            continue  # Its metrics are read elsewhere.
        if value and environment is not None:
            of = named(heading)
            yield Said(
                f"{name} {plain(heading)}" if name in ("replicas",) else name, thing, of[0] if of else environment, value,
                cell.strip().strip("`"), f"the {plain(heading)} of {first.strip('`*')}", row.location,
            )  # fmt: skip


def _titles(read: Reading, row: Row) -> Iterator[str]:
    yield from (each.title for each in read.headed if row.location.line in each)


def _environment(read: Reading, row: Row) -> str | None:
    """The environment that a row is about, by its own first cell or the headings above it; None where there are several."""
    found = set(named(row.cells[0]))
    if not found:
        above = [each for each in read.headed if row.location.line in each]
        found = next((set(names) for each in reversed(above) if (names := named(each.title))), set())
    return None if len(found) > 1 else next(iter(found), "")
