"""Django migrations: the folder of each app, and the operations that say no way back."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.migrations import Migration, migrations_of, natural
from opsworthy.facts.code.python.expressions import arguments
from opsworthy.facts.code.python.names import names_of
from opsworthy.facts.code.source_paths import folder_of, is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_NAME = regex(r"(?:.*/)?migrations/(\d{4}_\w+)\.py")
_BACK = {"django.db.migrations.RunPython": "reverse_code", "django.db.migrations.RunSQL": "reverse_sql"}


def _wants(path: str) -> bool:
    return _NAME.fullmatch(path) is not None and not is_test_source(f"{folder_of(folder_of(path))}/x.py".lstrip("/"))


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, list[Migration]] = defaultdict(list)
    for source in files:
        if "migrations.Migration" in source.text:
            folders[folder_of(source.path)].append(_migration(files, source))
    for folder, found in folders.items():
        yield from migrations_of("django", folder, found)


def _migration(files: Files, source: Source) -> Migration:
    name = source.path.rpartition("/")[2].removesuffix(".py")
    code = files.code(source) if "RunPython" in source.text or "RunSQL" in source.text else None
    return Migration(Stated(name, source.at(1)), natural(name), tuple(_no_way_back(code)) if code is not None else ())


def _no_way_back(code: Code) -> Iterator[Location]:
    """Python and SQL that run without a counterpart."""
    names = names_of(code)
    for call in code.of("call"):
        keyword = _BACK.get(names.of(call.child_by_field_name("function")) or "")
        if keyword is not None and arguments(call).at(1, keyword) is None:
            yield code.place(call)


DETECTOR = Detector(
    name="migrations_django",
    about="Migration folders of Django apps: how many, the newest, and operations that cannot be taken back.",
    wants=_wants,
    detect=_detect,
    looks_at=("migrations/*.py",),
)
