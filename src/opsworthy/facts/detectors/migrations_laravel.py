"""Laravel migrations: PHP classes in database/migrations with a way up and a way down."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.calls.stages import does_something, method_of
from opsworthy.facts.code.migrations import Migration, migrations_of, natural
from opsworthy.facts.code.source_paths import folder_of, is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex

_NAME = regex(r"(\d{4}_\d\d_\d\d_\d{6}_\w+)\.php")


def _wants(path: str) -> bool:
    return path.endswith(".php") and _NAME.fullmatch(path.rpartition("/")[2]) is not None and not is_test_source(path)


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, list[Migration]] = defaultdict(list)
    for source in files:
        match = _NAME.fullmatch(source.path.rpartition("/")[2])
        code = files.code(source) if match is not None and "Migration" in source.text else None
        if match is not None and code is not None:
            folders[folder_of(source.path)].append(
                Migration(Stated(match[1], source.at(1)), natural(match[1]), _no_way_back(code))
            )
    for folder, held in folders.items():
        yield from migrations_of("laravel", folder, held)


def _no_way_back(code: Code) -> tuple[Location, ...]:
    up = method_of(code, "up")
    return (code.place(up),) if up is not None and does_something(up) and not does_something(method_of(code, "down")) else ()


DETECTOR = Detector(
    name="migrations_laravel",
    about="Folders of Laravel migrations: how many, the newest, and those without a way down.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.php",),
)
