"""Entity Framework migrations: classes in a Migrations folder, with Up and Down."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.calls.stages import does_something, method_of
from opsworthy.facts.code.migrations import Migration, migrations_of, natural
from opsworthy.facts.code.source_paths import folder_of, is_csharp
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex

_NAME = regex(r"(\d{14}_\w+)\.cs")


def _wants(path: str) -> bool:
    return path.endswith(".cs") and _NAME.fullmatch(path.rpartition("/")[2]) is not None and is_csharp(path)


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, list[Migration]] = defaultdict(list)
    for source in files:
        match = _NAME.fullmatch(source.path.rpartition("/")[2])
        code = files.code(source) if match is not None and "MigrationBuilder" in source.text else None
        if match is not None and code is not None:
            folders[folder_of(source.path)].append(
                Migration(Stated(match[1], source.at(1)), natural(match[1]), _no_way_back(code))
            )
    for folder, held in folders.items():
        yield from migrations_of("entity-framework", folder, held)


def _no_way_back(code: Code) -> tuple[Location, ...]:
    up = method_of(code, "Up")
    return (code.place(up),) if up is not None and does_something(up) and not does_something(method_of(code, "Down")) else ()


DETECTOR = Detector(
    name="migrations_entity_framework",
    about="Folders of Entity Framework migrations: how many, the newest, and those whose Down does nothing.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.cs",),
)
