"""Folders of database migrations, whatever the tool: what each detector found, and the fact that it becomes."""

from collections.abc import Iterable, Iterator

from opsworthy.facts.project import Migrations
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.source import Source


@dataclass(frozen=True, slots=True)
class Migration:
    """One migration: its name or revision with its place, its order, and the place where it has no way back, if so."""

    name: Stated[str]
    order: tuple[int | str, ...]
    no_way_back: tuple[Location, ...] = ()


def migrations_of(
    tool: str, folder: str, found: Iterable[Migration], says: bool = True, latest: bool = True
) -> Iterator[Migrations]:
    """The fact of one folder. `says` is False where the tool has no notion of a way back; `latest` False where several are."""
    ordered = sorted(found, key=lambda each: each.order)
    if not ordered:
        return
    places = tuple(place for each in ordered for place in each.no_way_back)
    yield Migrations(
        tool=tool,
        folder=folder,
        location=ordered[-1].name.location,
        count=len(ordered),
        latest=ordered[-1].name if latest else None,
        reversible=not places if says else None,
        irreversible=places if says else (),
    )


def natural(text: str) -> tuple[int | str, ...]:
    """An order in which numbers within names count as numbers; texts and numbers never meet at one position."""
    parts: list[int | str] = []
    digits, letters = "", ""
    for character in f"{text}\0":
        if character.isascii() and character.isdigit():
            if letters or not (digits or parts):
                parts.append(letters)
            digits, letters = digits + character, ""
        else:
            if digits:
                parts.append(int(digits[:18]))
            digits, letters = "", letters + character
    return (*parts, letters)


def says_nothing(sql: Source) -> bool:
    """Whether a SQL file holds comments and white space alone."""
    text = sql.text
    while "/*" in text and "*/" in text.partition("/*")[2]:
        before, _, rest = text.partition("/*")
        text = before + rest.partition("*/")[2]
    return not any(line.partition("--")[0].strip(" \t;") for line in text.splitlines())
