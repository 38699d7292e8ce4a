"""Statements of a document about a thing: which thing, what of it, and the value."""

from collections.abc import Iterator
from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.contradicting.lines import of_commands, of_labels
from opsworthy.rules.shapes.contradicting.prose import of_prose
from opsworthy.rules.shapes.contradicting.said import Said
from opsworthy.rules.shapes.contradicting.tables import of_tables
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.same import Same
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """All that a document says of one thing: the same value everywhere, at the first of its places."""

    document: Document
    said: Said


def stated(document: Document) -> dict[tuple[str, str, str], Stated]:
    """What a document states once, or always in the same way, by attribute, thing and environment."""
    return _stated(Same(document))


@lru_cache(maxsize=256)
def _stated(key: Same[Document]) -> dict[tuple[str, str, str], Stated]:
    found: dict[tuple[str, str, str], list[Said]] = {}
    for each in _all(key.it):
        found.setdefault((each.attribute, each.thing, each.environment), []).append(each)
    return {about: Stated(key.it, said[0]) for about, said in found.items() if len({each.value for each in said}) == 1}


def _all(document: Document) -> Iterator[Said]:
    read = reading(document)
    yield from of_tables(read)
    yield from of_prose(read)
    yield from of_commands(read)
    yield from of_labels(read)
