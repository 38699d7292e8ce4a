"""Prisma migrations: a folder each with a migration.sql. The tool knows no way back."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.migrations import Migration, migrations_of, natural
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.location import Stated
from opsworthy.text.regex import regex

_NAME = regex(r"((?:.*/)?migrations)/([^/]+)/migration\.sql")


def _wants(path: str) -> bool:
    return _NAME.fullmatch(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, list[Migration]] = defaultdict(list)
    for source in files:
        match = _NAME.fullmatch(source.path)
        if match is not None:
            folders[match[1]].append(Migration(Stated(match[2], source.at(1)), natural(match[2])))
    for folder, found in folders.items():
        yield from migrations_of("prisma", folder, found, says=False)


DETECTOR = Detector(
    name="migrations_prisma",
    about="Folders of Prisma migrations: how many, and the newest by name.",
    wants=_wants,
    detect=_detect,
    looks_at=("migration.sql",),
)
