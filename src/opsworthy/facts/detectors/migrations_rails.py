"""Active Record migrations: Ruby classes in db/migrate and its like."""

from collections import defaultdict
from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.calling import calls_at
from opsworthy.facts.code.calls.stages import calls_any, does_something, method_of
from opsworthy.facts.code.migrations import Migration, migrations_of, natural
from opsworthy.facts.code.source_paths import folder_of, is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_NAME = regex(r"(\d{3,17})_\w+\.rb")
_FOLDER = regex(r"(?:.*/)?db/(?:\w+_)?migrate")
_ONE_WAY = frozenset(["execute", "change_column", "remove_columns"])
_REMOVALS = regex(rb"\b(?:remove_column|drop_table|change_column_default)\b")
_GUARDS = frozenset(["reversible", "up_only", "revert"])


def _wants(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return (
        name.endswith(".rb")
        and _NAME.fullmatch(name) is not None
        and _FOLDER.fullmatch(folder) is not None
        and not is_test_source(path)
    )


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, list[Migration]] = defaultdict(list)
    for source in files:
        match = _NAME.fullmatch(source.path.rpartition("/")[2])
        code = files.code(source) if match is not None and "Migration" in source.text else None
        if match is not None and code is not None:
            found = Migration(Stated(match[1], source.at(1)), natural(match[1]), _no_way_back(code))
            folders[folder_of(source.path)].append(found)
    for folder, held in folders.items():
        yield from migrations_of("rails", folder, held)


def _no_way_back(code: Code) -> tuple[Location, ...]:
    """The place of a way up without a way down, or of a change that Rails cannot turn round."""
    up, change = method_of(code, "up") or method_of(code, "self.up"), method_of(code, "change")
    if change is None:
        down = method_of(code, "down")
        lacks = up is not None and not does_something(down) and "def self.down" not in code.source.text
        return (code.place(up),) if lacks and up is not None else ()
    if calls_any(change, _GUARDS):
        return ()
    if calls_any(change, _ONE_WAY) or _removes_for_good(code, change):
        return (code.place(change),)
    return ()


def _removes_for_good(code: Code, change: Node) -> bool:
    """A column removed without its type, a table dropped without its columns, a default changed without the one before."""
    for call in calls_at(code, _REMOVALS):
        if not (change.start_byte <= call.node.start_byte < change.end_byte) or call.on:
            continue
        named = [each.name for each in call.arguments if each.name is not None]
        if call.name == "remove_column" and len(call.arguments) - len(named) < 3 and "type" not in named:
            return True
        if call.name == "drop_table" and call.block is None:
            return True
        if call.name == "change_column_default" and not any(
            "from" in written(each.value) or each.name == "from" for each in call.arguments
        ):
            return True
    return False


DETECTOR = Detector(
    name="migrations_rails",
    about="Folders of Active Record migrations: how many, the newest, and those that cannot be taken back.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.rb",),
)
