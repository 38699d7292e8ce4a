"""Migrations whose one SQL file holds both ways between marks, as goose and dbmate read them."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.migrations import Migration, migrations_of, natural, says_nothing
from opsworthy.facts.code.source_paths import folder_of
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_MARKS = {"goose": ("-- +goose Up", "-- +goose Down"), "dbmate": ("-- migrate:up", "-- migrate:down")}
_NAME = regex(r"\d+_[^/]+\.sql")


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2]
    return _NAME.fullmatch(name) is not None and not name.endswith((".up.sql", ".down.sql"))


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[tuple[str, str], list[Migration]] = defaultdict(list)
    for source in files:
        tool = next((tool for tool, (up, _) in _MARKS.items() if up.lower() in source.text.lower()), None)
        if tool is not None:
            name = source.path.rpartition("/")[2].removesuffix(".sql")
            lacks = _no_way_back(source, _MARKS[tool][1])
            folders[tool, folder_of(source.path)].append(Migration(Stated(name, source.at(1)), natural(name), lacks))
    for (tool, folder), found in folders.items():
        yield from migrations_of(tool, folder, found)


def _no_way_back(source: Source, mark: str) -> tuple[Location, ...]:
    """The place of a mark for the way down that no statement follows, or the first line where there is no mark."""
    lines = source.text.splitlines()
    number = next((number for number, line in enumerate(lines, 1) if line.strip().lower().startswith(mark.lower())), None)
    if number is None:
        return (source.at(1),)
    return (source.at(number),) if says_nothing(Source(source.path, "\n".join(lines[number:]))) else ()


DETECTOR = Detector(
    name="migrations_marked_sql",
    about="Folders of goose and dbmate migrations: how many, the newest, and those without a way down.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.sql",),
)
