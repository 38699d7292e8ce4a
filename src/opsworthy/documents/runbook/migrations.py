"""What a deployment does to the schema of a database, and what a rollback can do about it."""

from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Fence, Hole, Item, Shell, fence, paragraph, say, step, table
from opsworthy.documents.phrases import cite, heading, place, see
from opsworthy.documents.platform import platform_of
from opsworthy.documents.shell import sh
from opsworthy.documents.site import operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import MigrationSet
from opsworthy.text.dataclass import dataclass

_STAYS = (
    "A rollback of the code leaves the schema as it is: the version before must run on the new schema, or the schema goes "
    "back first."
)


@dataclass(frozen=True, slots=True)
class _Tool:
    """How a migration tool is asked where the database is, and told to go one step back."""

    status: Shell
    back: Shell | None


_TOOLS = {
    "alembic": _Tool(sh("alembic current"), sh("alembic downgrade -1")),
    "django": _Tool(sh("python manage.py showmigrations"), None),
    "prisma": _Tool(sh("npx prisma migrate status"), None),
    "flyway": _Tool(sh("flyway info"), sh("flyway undo")),
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
        elements += _commands(dossier, each)
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


def _commands(dossier: Dossier, each: MigrationSet) -> tuple[Element, ...]:
    tool = _TOOLS.get(each.tool.lower())
    if tool is None:
        return ()
    back = tool.back if each.reversible else None
    newest = f"; {each.latest.value} is the newest in the files" if each.latest else ""
    block: Fence = fence(
        _where(dossier, each, tool.status),
        f"the version of the schema{newest}",
        _where(dossier, each, back) if back else None,
        "one migration taken back" if back else None,
    )
    return (paragraph("For `{}`:", each.folder), block)


def _where(dossier: Dossier, each: MigrationSet, command: Shell) -> Shell:
    """The command inside the service that the migrations belong to; as it is where none is known to run."""
    for site in references(operated(sites(dossier.system))):
        platform = platform_of(site)
        unit = site.unit(each.service) if each.service else None
        if platform is not None and unit is not None and unit.runs_on:
            return platform.inside(site, unit, command)
    return command
