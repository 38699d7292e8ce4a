"""What a deployment does to the schema of a database, and what a rollback can do about it."""

from dataclasses import dataclass

from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Fence, Hole, Item, fence, paragraph, say, step, table
from opsworthy.documents.phrases import cite, heading, place, see
from opsworthy.documents.shell import sh
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import MigrationSet

_STAYS = (
    "A rollback of the code leaves the schema as it is: the version before must run on the new schema, or the schema goes "
    "back first."
)


@dataclass(frozen=True, slots=True)
class _Tool:
    """How a migration tool is asked where the database is, and told to go one step back."""

    status: str
    back: str | None


_TOOLS = {
    "alembic": _Tool("alembic current", "alembic downgrade -1"),
    "django": _Tool("python manage.py showmigrations", None),
    "prisma": _Tool("npx prisma migrate status", None),
    "flyway": _Tool("flyway info", "flyway undo"),
    "golang-migrate": _Tool('migrate -path "$MIGRATIONS" -database "$DATABASE_URL" version', None),
}


def data(dossier: Dossier) -> tuple[Block, ...]:
    held = dossier.system.migrations
    if not held:
        return ()
    rows = [_row(each) for each in held]
    elements: list[Element] = [
        heading(3, "Data migrations and rollback"),
        table(("Service", "Tool", "Folder", "Migrations", "Newest", "Way back", "From"), rows),
        paragraph(_STAYS),
        Bullets(tuple(step for each in held for step in _ways(each))),
    ]
    for each in held:
        elements += _commands(each)
    return (Block("rollback.data", tuple(elements), tuple(place for each in held for place in each.locations[:1])),)


def _row(each: MigrationSet) -> tuple[Hole, ...]:
    back = {True: "every one", False: "not every one", None: "the tool does not say"}[each.reversible]
    newest = say("`{}`", each.latest.value) if each.latest else "—"
    return (each.service or "—", each.tool, say("`{}`", each.folder), each.count, newest, back, place(each.locations))


def _ways(each: MigrationSet) -> tuple[Item, ...]:
    if each.reversible is False:
        where = cite(each.irreversible, 5)
        words = say(
            "`{}`: some migrations cannot be taken back{}. After one of them, roll forward, or restore the data from before: {}.",
            each.folder,
            where,
            see("Disaster recovery"),
        )
        return (step(words),)
    if each.reversible:
        return (
            step(
                say("`{}`: every migration says how it is taken back; what it deleted does not come back by that.", each.folder)
            ),
        )
    return (
        step(
            say(
                "`{}`: {} goes forward only, as far as the files say; read the newest migration before deciding.",
                each.folder,
                each.tool,
            )
        ),
    )


def _commands(each: MigrationSet) -> tuple[Element, ...]:
    tool = _TOOLS.get(each.tool.lower())
    if tool is None:
        return ()
    block: Fence = fence(
        sh(tool.status.replace("{", "{{").replace("}", "}}")),
        f"the version of the schema; {each.latest.value} is the newest in the files"
        if each.latest
        else "the version of the schema",
        sh(tool.back.replace("{", "{{").replace("}", "}}")) if tool.back and each.reversible else None,
        "one migration taken back" if tool.back and each.reversible else None,
    )
    return (paragraph("For `{}`, with the settings of the environment:", each.folder), block)
