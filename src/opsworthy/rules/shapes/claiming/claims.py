"""The only loop over the sources of claims."""

import re
from collections.abc import Iterator
from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.claiming.claim import Claim, plain
from opsworthy.rules.shapes.claiming.sources import alerting, commands, expectations, options, prose, tables, times, versions
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.regex import regex

_SOURCES = (commands, options, expectations, tables, prose, alerting, times, versions)
_GONE = regex(
    r"\b(?:removed|gone|deprecated|legacy|retired|obsolete|history|change ?log|planned|future|roadmap|no longer"
    r"|superseded|archived?)\b",
    re.IGNORECASE,
)
_AS_WRITTEN = frozenset(
    ["schedule", "label", "threshold", "answer-field", "health-path", "command", "datastore", "script-option", "time", "version"]
)
"""Kinds whose values hold marks that no name has."""


def claims(document: Document) -> tuple[Claim, ...]:
    """Every claim of a document in the order of the text, each once for its place; worked out once per document."""
    return _claims(reading(document))


@lru_cache(maxsize=8)
def _claims(read: Reading) -> tuple[Claim, ...]:
    found = (claim for source in _SOURCES for claim in source.told(read))
    gone = _gone(read)
    kept: dict[tuple[str, str, int, str], Claim] = {}
    for claim in _counted(found):
        line = read.line(claim.location.line)
        if claim.location.line in gone or (claim.kind != "time" and (f"{claim.name}*" in line or f"{claim.name}_*" in line)):
            continue
        kept.setdefault((claim.kind, claim.name, claim.location.line, claim.of), claim)
    return tuple(sorted(kept.values(), key=lambda each: each.location))


def _gone(read: Reading) -> frozenset[int]:
    """The lines of sections and tables that speak of what is no more, or not yet."""
    passages = (each for each in read.headed if _GONE.search(each.title))
    lines = {at for each in passages for at in range(each.first, each.last + 1)}
    return frozenset(
        lines | {row.location.line for row in read.rows if any(_GONE.fullmatch(cell.strip()) for cell in row.header)}
    )


def _counted(found: Iterator[Claim]) -> Iterator[Claim]:
    return (claim for claim in found if claim.kind in _AS_WRITTEN or plain(_without_spaces(claim), claim.kind))


def _without_spaces(claim: Claim) -> str:
    return claim.name.replace(" ", "-") if claim.kind == "workflow" else claim.name


def of_kind(document: Document, *kinds: str) -> tuple[Claim, ...]:
    """The claims of some kinds."""
    return tuple(claim for claim in claims(document) if claim.kind in kinds)
