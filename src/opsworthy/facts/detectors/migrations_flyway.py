"""Flyway migrations: versioned SQL files, and undo files where a team writes them."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.migrations import Migration, migrations_of, natural
from opsworthy.facts.code.source_paths import folder_of
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.location import Stated
from opsworthy.text.regex import regex

_NAME = regex(r"([VU])(\d+(?:[._]\d+)*)__[^/]+\.sql")


def _wants(path: str) -> bool:
    return _NAME.fullmatch(path.rpartition("/")[2]) is not None


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: {"V": {}, "U": {}})
    for path in files.wanted:
        match = _NAME.fullmatch(path.rpartition("/")[2])
        if match is not None:
            folders[folder_of(path)][match[1]][match[2].replace("_", ".")] = path
    for folder, found in folders.items():
        yield from _folder(files, folder, found["V"], found["U"])


def _folder(files: Files, folder: str, versions: dict[str, str], undone: dict[str, str]) -> Iterator[Told]:
    """A team that writes no undo files at all does not say whether there is a way back."""
    found: list[Migration] = []
    for version, path in versions.items():
        source = files.open(path)
        if source is not None:
            lacks = () if version in undone else (source.at(1),)
            found.append(Migration(Stated(version, source.at(1)), natural(version), lacks))
    yield from migrations_of("flyway", folder, found, says=bool(undone))


DETECTOR = Detector(
    name="migrations_flyway",
    about="Folders of Flyway migrations: how many, the newest version, and versions without an undo file.",
    wants=_wants,
    detect=_detect,
    looks_at=("V*.sql", "U*.sql"),
)
