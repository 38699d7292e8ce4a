"""Looking at, starting, stopping, restarting, scaling and maintaining what runs on Heroku."""

from opsworthy.documents.heroku.deploying import ask
from opsworthy.documents.heroku.names import app, processes
from opsworthy.documents.markup import Comment, Element, Fence, Line, Shell, fence, paragraph, table
from opsworthy.documents.phrases import names, place
from opsworthy.documents.shell import Variable, Word, sh, typed
from opsworthy.documents.site import Site, Unit
from opsworthy.system.model import Datastore, Places

POSTGRES = ("postgres", "postgresql")


def postgres(site: Site) -> Unit | None:
    """The Heroku Postgres of the site."""
    return next((unit for unit in site.datastores if isinstance(unit.of, Datastore) and unit.of.engine in POSTGRES), None)


def health(site: Site) -> tuple[Element, ...]:
    named = app(site)
    database: tuple[Line | str, ...] = ()
    if postgres(site):
        database = (
            sh("heroku pg:info --app {}", named),
            "Status Available; Connections and Data Size below the number after the slash",
        )
    dynos = fence(
        sh("heroku ps --app {}", named),
        "up for each dyno; crashed and starting need a look at the logs",
        *database,
        sh("heroku status"),
        "No known issues at this time: otherwise it may be Heroku itself",
    )
    asked = (paragraph("From outside:"), ask(site)) if any(unit.kind in ("web", "api") for unit in site.services) else ()
    watched = paragraph("Heroku itself restarts a dyno whose process ends; it asks no health check.")
    return (paragraph("The dynos, the add-ons and Heroku:"), dynos, *asked, watched)


def logs(site: Site) -> tuple[Element, ...]:
    named = app(site)
    kinds = [unit.placement.workload for unit in processes(site)]
    process = kinds[0] if kinds else "web"
    return (
        paragraph("Heroku keeps the last 1,500 lines of the app, its router and its own messages together:"),
        fence(
            Comment("live"),
            sh("heroku logs --tail --app {}", named),
            Comment("only what the app itself says; then only what Heroku's router and its dyno manager say"),
            sh("heroku logs --num 1500 --source app --dyno {} --app {}", process, named),
            sh("heroku logs --num 1500 --source heroku --app {}", named),
            "router lines carry method, path, status and service time; error lines a code such as H10 or R14",
        ),
        *((paragraph("The processes are {}.", names(kinds)),) if len(kinds) > 1 else ()),
    )


def restart(site: Site) -> tuple[Element, ...]:
    named = app(site)
    return (
        paragraph("All dynos at once, a few seconds without an answer where there is only one:"),
        fence(
            sh("heroku ps:restart --app {}", named),
            "Restarting dynos... done",
            sh("heroku ps --app {}", named),
            "up for each dyno",
        ),
    )


def stop(site: Site) -> tuple[Element, ...]:
    named = app(site)
    off = tuple(f"{unit.placement.workload}=0" for unit in processes(site))
    return (
        paragraph("Users see a maintenance page; add-ons go on running, and go on costing."),
        fence(
            sh("heroku ps --app {}", named),
            "the number of dynos of each process; write it down, a start goes back to it",
            sh("heroku maintenance:on --app {}", named),
            "Enabling maintenance mode... done",
            sh("heroku ps:scale {} --app {}", off, named) if off else None,
            "every process at 0" if off else None,
        ),
    )


def start(site: Site) -> tuple[Element, ...]:
    named = app(site)
    on = tuple(f"{unit.placement.workload}={unit.least or 1}{_size(unit)}" for unit in processes(site))
    return (
        paragraph(
            "To the numbers in the files."
            if all(unit.least for unit in processes(site))
            else "One dyno each, since no file says how many: put the numbers that you wrote down before the stop in their place."
        ),
        fence(
            sh("heroku ps:scale {} --app {}", on, named) if on else None,
            "every process at its number" if on else None,
            sh("heroku maintenance:off --app {}", named),
            "Disabling maintenance mode... done",
            sh("heroku ps --app {}", named),
            "up for each dyno",
        ),
    )


def _size(unit: Unit) -> str:
    return f":{unit.placement.size.value}" if unit.placement.size else ""


def scale(site: Site) -> tuple[Element, ...]:
    named = app(site)
    held = processes(site)
    if not held:
        return ()
    rows = [
        (unit.name, _number(unit), unit.placement.size.value if unit.placement.size else "not said", place(_places(unit)))
        for unit in held
    ]
    unit = held[0]
    return (
        paragraph(
            "The files give a new app these numbers; on a running app only `heroku ps` knows:"
            if any(unit.least for unit in held)
            else "No file says how many dynos run; `heroku ps` knows:"
        ),
        table(("Process", "Dynos", "Size", "From"), rows),
        fence(
            sh("heroku ps --app {}", named),
            Comment(f"one more dyno for {unit.name}; each costs as much as the first"),
            sh("heroku ps:scale {} --app {}", f"{unit.placement.workload}={(unit.least or 1) + 1}", named),
            f"Scaling dynos... done, now running {unit.placement.workload} at {(unit.least or 1) + 1}",
        ),
        paragraph(
            "Nothing here scales by itself. Each dyno opens its own connections to the database: see first how many are left."
        ),
    )


def _number(unit: Unit) -> str:
    return str(unit.replicas.value) if unit.replicas else "not said"


def _places(unit: Unit) -> Places:
    """Of the number, else of the process."""
    return (unit.replicas.location,) if unit.replicas else unit.placement.locations


def maintain(site: Site) -> tuple[Element, ...]:
    named = app(site)
    return (*_database(site, named), *_once(named))


def _database(site: Site, named: Word) -> tuple[Element, ...]:
    if postgres(site) is None:
        return ()
    return (
        paragraph("The database: backups, size, slow queries."),
        fence(
            sh("heroku pg:backups --app {}", named),
            "a completed backup, not older than you can afford to lose",
            sh("heroku pg:backups:schedules --app {}", named),
            "a schedule; none means that nobody makes backups",
            Comment("make one now"),
            sh("heroku pg:backups:capture --app {}", named),
            "Backing up ... done",
            sh("heroku pg:info --app {}", named),
            "Data Size and Connections below the number after the slash, Maintenance not required",
        ),
    )


def restore(site: Site) -> Fence | None:
    if postgres(site) is None:
        return None
    named = app(site)
    return fence(
        sh("heroku pg:backups --app {}", named),
        "the newest backup that was made before the disaster, such as b101",
        *typed("BACKUP", "the id of that backup"),
        sh("heroku pg:backups:restore {} DATABASE_URL --app {}", Variable("BACKUP"), named),
        "asks for the name of the app, then replaces everything in the database",
    )


def _once(named: Word) -> tuple[Element, ...]:
    return (
        paragraph("A single command in the app's own surroundings runs in a one-off dyno, which costs while it runs:"),
        fence(sh("heroku run --app {} -- env | cut -d= -f1 | sort", named), "the names of all settings, no values"),
    )


def reload(site: Site, _: tuple[str, ...]) -> Fence:
    """A changed config var restarts by itself; this is for what was changed elsewhere."""
    return fence(sh("heroku ps:restart --app {}", app(site)), "Restarting dynos... done (setting a config var does it by itself)")


def inside(site: Site, _: Unit, command: Shell) -> Shell:
    return sh("heroku run --app {} -- {}", app(site), command)
