"""Migrations as pairs of SQL files, `0001_name.up.sql` and `0001_name.down.sql`, as golang-migrate reads them."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.migrations import Migration, migrations_of, natural, says_nothing
from opsworthy.facts.code.source_paths import folder_of
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex

_NAME = regex(r"(\d+)_([^/]+)\.(up|down)\.sql")


def _wants(path: str) -> bool:
    return _NAME.fullmatch(path.rpartition("/")[2]) is not None


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, list[Migration]] = defaultdict(list)
    for source in files:
        match = _NAME.fullmatch(source.path.rpartition("/")[2])
        if match is not None and match[3] == "up":
            name = Stated(f"{match[1]}_{match[2]}", source.at(1))
            folders[folder_of(source.path)].append(Migration(name, natural(match[1]), _no_way_back(files, source.at(1))))
    for folder, found in folders.items():
        yield from migrations_of("golang-migrate", folder, found)


def _no_way_back(files: Files, up: Location) -> tuple[Location, ...]:
    """The place of the way up where there is no way down, or of a way down that holds no statement."""
    down = files.open(up.path.removesuffix(".up.sql") + ".down.sql")
    if down is None:
        return (up,)
    return (down.at(1),) if says_nothing(down) else ()


DETECTOR = Detector(
    name="migrations_up_down",
    about="Folders of paired up and down SQL files: how many, the newest, and those without a way down.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.up.sql", "*.down.sql"),
)
