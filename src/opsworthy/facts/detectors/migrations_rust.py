"""Migrations of Diesel (folders with up.sql and down.sql) and of SQLx (SQL files that begin with a version)."""

import re
from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.manifests.cargo import is_cargo_manifest
from opsworthy.facts.code.manifests.folders import below, upwards
from opsworthy.facts.code.migrations import Migration, migrations_of, natural, says_nothing
from opsworthy.facts.code.source_paths import folder_of
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_DIESEL = regex(r"(?:(.*)/)?(\d[\w-]*_[\w-]+)/up\.sql")
_SQLX = regex(r"(\d+)_[^/]+(?<!\.up)(?<!\.down)\.sql")
_USES_SQLX = regex(r"^\s*(?:sqlx\b|\[(?:workspace\.)?dependencies\.sqlx\])", re.MULTILINE)


def _wants(path: str) -> bool:
    if not path.endswith(".sql"):
        return is_cargo_manifest(path)
    return _DIESEL.fullmatch(path) is not None or _SQLX.fullmatch(path.rpartition("/")[2]) is not None


def _detect(files: Files) -> Iterator[Told]:
    diesel: dict[str, list[Migration]] = defaultdict(list)
    sqlx: dict[str, list[Migration]] = defaultdict(list)
    for source in files:
        match = _DIESEL.fullmatch(source.path)
        if match is not None:
            found = Migration(Stated(match[2], source.at(1)), natural(match[2]), _no_way_back(files, source))
            diesel[match[1] or ""].append(found)
            continue
        plain = _SQLX.fullmatch(source.path.rpartition("/")[2])
        if plain is not None and _belongs_to_sqlx(files, folder_of(source.path)):
            sqlx[folder_of(source.path)].append(Migration(Stated(plain[1], source.at(1)), natural(plain[1])))
    for folder, held in diesel.items():
        yield from migrations_of("diesel", folder, held)
    for folder, held in sqlx.items():
        yield from migrations_of("sqlx", folder, held, says=False)


def _no_way_back(files: Files, up: Source) -> tuple[Location, ...]:
    down = files.open(up.path.removesuffix("up.sql") + "down.sql")
    if down is None:
        return (up.at(1),)
    return (down.at(1),) if says_nothing(down) else ()


def _belongs_to_sqlx(files: Files, folder: str) -> bool:
    """Whether a folder named migrations stands beside or below a crate that depends on SQLx."""
    if folder.rpartition("/")[2] != "migrations":
        return False
    for above in upwards(folder):
        source = files.open(below(above, "Cargo.toml"))
        if source is not None and _USES_SQLX.search(source.text):
            return True
    return False


DETECTOR = Detector(
    name="migrations_rust",
    about="Folders of Diesel and SQLx migrations: how many, the newest, and those of Diesel without a way down.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.sql", "Cargo.toml"),
)
