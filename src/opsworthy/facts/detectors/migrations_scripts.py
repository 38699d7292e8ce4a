"""Migrations written in JavaScript or TypeScript with an `up` and a `down`: Knex, Sequelize, TypeORM."""

from collections import defaultdict
from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.migrations import Migration, migrations_of, natural
from opsworthy.facts.code.script.expressions import FUNCTIONS, name_of, parameters
from opsworthy.facts.code.source_paths import folder_of, is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_NAME = regex(r"(?:.*/)?(\d{8,17}[-_]?[^/]*)\.[cm]?[jt]s")
_TOOLS = {"queryRunner": "typeorm", "queryInterface": "sequelize", "knex": "knex", "pgm": "node-pg-migrate"}
_IDLE = frozenset(["comment", "throw_statement", "return_statement"])


def _wants(path: str) -> bool:
    return _NAME.fullmatch(path) is not None and not is_test_source(path) and not path.endswith(".d.ts")


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[tuple[str, str], list[Migration]] = defaultdict(list)
    for source in files:
        code = files.code(source) if any(word in source.text for word in _TOOLS) else None
        ways = _ways(code) if code is not None else {}
        tool = next((tool for tool in (_tool(way) for way in ways.values()) if tool), None)
        if code is None or tool is None or "up" not in ways:
            continue
        name = source.path.rpartition("/")[2].rpartition(".")[0]
        folders[tool, folder_of(source.path)].append(
            Migration(Stated(name, source.at(1)), natural(name), _no_way_back(code, ways))
        )
    for (tool, folder), found in folders.items():
        yield from migrations_of(tool, folder, found)


def _ways(code: Code) -> dict[str, Node]:
    """The functions that a file names `up` and `down`, also as `exports.up = …`."""
    found: dict[str, Node] = {}
    for node in code.of(*sorted(FUNCTIONS)):
        above = node.parent
        assigned = (
            written(above.child_by_field_name("left")) if above is not None and above.type == "assignment_expression" else ""
        )
        name = name_of(node) or assigned.rpartition(".")[2]
        if name in ("up", "down"):
            found.setdefault(name, node)
    return found


def _tool(way: Node) -> str | None:
    first = next(iter(parameters(way)), None)
    if first is None:
        return None
    by_type = {"QueryRunner": "typeorm", "QueryInterface": "sequelize", "Knex": "knex", "MigrationBuilder": "node-pg-migrate"}
    return _TOOLS.get(first.name) or next((tool for word, tool in by_type.items() if word in first.type), None)


def _no_way_back(code: Code, ways: dict[str, Node]) -> tuple[Location, ...]:
    down = ways.get("down")
    if down is None:
        return (code.place(ways["up"]),)
    body = down.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return ()
    idle = all(_is_idle(statement) for statement in body.named_children)
    return (code.place(down),) if idle else ()


def _is_idle(statement: Node) -> bool:
    """A comment, a throw, or a return of nothing."""
    returns = statement.type == "return_statement" and any(child.type != "comment" for child in statement.named_children)
    return statement.type in _IDLE and not (
        returns and "reject" not in written(statement) and "resolve()" not in written(statement)
    )


DETECTOR = Detector(
    name="migrations_scripts",
    about="Folders of Knex, Sequelize, TypeORM and node-pg-migrate migrations, the newest, and those without a way down.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.js", "*.cjs", "*.mjs", "*.ts", "*.cts", "*.mts"),
)
