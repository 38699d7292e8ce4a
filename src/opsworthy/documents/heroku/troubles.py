"""What goes wrong on Heroku, by the code that Heroku writes into the log."""

from opsworthy.documents.heroku.names import app, processes
from opsworthy.documents.heroku.running import postgres
from opsworthy.documents.markup import fence, say, step
from opsworthy.documents.phrases import names, see
from opsworthy.documents.platform import Issue
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site

CRASHED = "The app crashed (H10)"
TIMEOUT = "Requests take longer than 30 seconds (H12)"
STOPPED = "No web dyno runs (H14)"
BOOT = "The app does not start in time (R10)"
MEMORY = "A dyno is above its memory (R14, R15)"
RELEASE = "The release phase failed"
BUILD = "The build failed"
DATABASE = "The database refuses connections or is full"

CODES = (("`H10`", CRASHED), ("`H12`", TIMEOUT), ("`H14`", STOPPED), ("`R10`", BOOT), ("`R14` or `R15`", MEMORY))
BEYOND = (
    ("a deployment was rejected", BUILD),
    ("a deployment ended in the release phase", RELEASE),
    ("the app's log names the database", DATABASE),
    ("the app's log names an outside service", "An outside service fails or refuses"),
)


def _crashed(site: Site) -> Issue | None:
    named = app(site)
    secrets = [each.name for each in site.secrets if each.store == "heroku"]
    cause = say(
        "The process ended by itself at start or later: most often a missing config var or a database that does not answer"
    )
    cause += say("; it reads {}.", names(dict.fromkeys(secrets))) if secrets else say(".")
    return Issue(
        "h10",
        CRASHED,
        (
            say('users see an application error; the router logs `code=H10 desc="App crashed"`'),
            say("`heroku ps` shows `crashed`"),
        ),
        cause,
        fence(
            sh("heroku ps --app {}", named),
            "which process crashed, and when",
            sh("heroku logs --num 500 --source app --app {}", named),
            "the stack trace before State changed from up to crashed",
            sh("heroku config --app {} --json | jq -r 'keys[]'", named),
            "the names of all config vars, without their values",
        ),
        (
            step(say("A variable is missing: set it as under {}; that restarts the app.", see("Rotate a secret")))
            if site.secrets
            else step("A variable is missing: set it with `heroku config:set`, which restarts the app."),
            step(say("It began with a release: {}.", see("Rollback"))),
            step(say("Neither: {}, and watch the log while it starts.", see(site.titled("Restart")))),
        ),
        tuple(place for unit in site.lasting for place in unit.placement.locations[:1]),
    )


def _timeout(site: Site) -> Issue | None:
    if not any(unit.kind in ("web", "api") for unit in site.services):
        return None
    named = app(site)
    look = (sh("heroku pg:outliers --app {}", named), "the queries that took most of the time") if postgres(site) else ()
    return Issue(
        "h12",
        TIMEOUT,
        (say("users wait and then see an application error; the router logs `code=H12`"),),
        say("The app did not answer in the 30 seconds that Heroku's router waits: it waits itself, or all its workers are busy."),
        fence(
            sh("heroku logs --num 1500 --source heroku --app {} | grep code=H12", named),
            "which paths; one path points at its code, all of them at a lack of workers or a slow database",
            *look,
        ),
        (
            step(
                say("One outside service is slow: {}.", see("An outside service fails or refuses"))
                if _outside(site)
                else "One path is slow: look at what it waits for."
            ),
            step(say("More requests than before: {}.", see(site.titled("Scaling")))),
            step(say("Since a release: {}.", see("Rollback"))),
            step(say("Workers hang: {} frees them for now.", see(site.titled("Restart")))),
        ),
    )


def _outside(site: Site) -> bool:
    return any(each.kind == "saas" for each in site.system.third_parties)


def _stopped(site: Site) -> Issue | None:
    named = app(site)
    web = next((unit for unit in site.services if unit.placement.workload == "web"), None)
    if web is None:
        return None
    wanted = f"web={web.least or 1}"
    return Issue(
        "h14",
        STOPPED,
        (say('the router logs `code=H14 desc="No web processes running"`'),),
        say("Somebody scaled web to 0, or a new app was never scaled up."),
        fence(
            sh("heroku ps --app {}", named),
            "no line for web",
            sh("heroku releases --num 5 --app {}", named),
            "who changed what last",
        ),
        (step("Start it.", fence(sh("heroku ps:scale {} --app {}", wanted, named), "now running web")),),
        web.placement.locations[:1],
    )


def _boot(site: Site) -> Issue | None:
    web = next((unit for unit in site.services if unit.placement.workload == "web"), None)
    if web is None:
        return None
    command = " ".join(web.containers[0].command) if web.containers else ""
    return Issue(
        "r10",
        BOOT,
        (say("the log says `Error R10 (Boot timeout)`, then `crashed`"),),
        say(
            "The web process did not listen on the port in `PORT` within 60 seconds{}.",
            say("; it is started by `{}`", command) if command else (),
        ),
        fence(
            sh("heroku logs --num 300 --app {}", app(site)),
            "what it did in those 60 seconds; it must listen on 0.0.0.0 and the port of PORT",
        ),
        (
            step("It waits for something at start: bring that back, or let it start without."),
            step(say("Since a release: {}.", see("Rollback"))),
        ),
        web.placement.locations[:1],
    )


def _memory(site: Site) -> Issue | None:
    named = app(site)
    sizes = [f"{unit.name} {unit.placement.size.value}" for unit in processes(site) if unit.placement.size]
    return Issue(
        "r14",
        MEMORY,
        (say("the log says `Error R14 (Memory quota exceeded)`; everything gets slow, because the dyno swaps"),),
        say("The processes of one dyno use more than its size has{}.", say(" ({})", ", ".join(sizes)) if sizes else ()),
        fence(
            sh("heroku logs --num 1500 --source heroku --app {} | grep -E 'R14|R15'", named),
            "since when, and how far above 100%",
            sh("heroku ps --app {}", named),
        ),
        (
            step(say("For now: {}.", see(site.titled("Restart")))),
            step(say("Since a release: {}.", see("Rollback"))),
            step("Fewer worker processes per dyno, or a larger size; the cost plan says what a size costs."),
        ),
        tuple(unit.placement.size.location for unit in processes(site) if unit.placement.size),
    )


def _release(site: Site) -> Issue | None:
    tasks = [unit for unit in site.tasks if unit.containers]
    if not tasks:
        return None
    command = " ".join(tasks[0].containers[0].command)
    return Issue(
        "release-phase",
        RELEASE,
        (
            say("`git push` ends with `Release command exited with code`"),
            say("`heroku releases` shows the newest release as failed"),
        ),
        say("`{}` failed. The release before goes on running; the database may be halfway.", command or tasks[0].name),
        fence(
            sh("heroku releases --num 3 --app {}", app(site)),
            "the newest one failed",
            sh("heroku releases:output --app {}", app(site)),
            "its error",
        ),
        (
            step(
                say("It changes the schema: {}.", see("Data migrations and rollback"))
                if site.system.migrations
                else "Mend the command, commit, push again."
            ),
            step("It needs a config var that is not set: set it and push again."),
        ),
        tasks[0].placement.locations[:1],
    )


def _build(site: Site) -> Issue | None:
    named = app(site)
    return Issue(
        "build",
        BUILD,
        (say("`git push` ends with `Push rejected`"),),
        say("The buildpack could not install or build; nothing was changed, the old version goes on running."),
        fence(
            sh("heroku buildpacks --app {}", named),
            "the buildpacks that ran; their error stands in the output of git push",
            sh("heroku stack --app {}", named),
            "the stack that the dependencies must exist for",
        ),
        (
            step("A dependency: its version is gone or was never locked; correct the manifest, commit, push again."),
            step("Heroku itself: `heroku status` says so; push again when it is over."),
        ),
    )


def _database(site: Site) -> Issue | None:
    unit = postgres(site)
    if unit is None:
        return None
    named = app(site)
    plan = getattr(unit.of, "plan", None)
    return Issue(
        "database",
        DATABASE,
        (say("the app's log says `too many connections`, `could not connect to server` or `read-only transaction`"),),
        say(
            "All connections of the plan{} are taken, its storage is full (then Heroku stops writes), or it is being maintained.",
            f" {plan}" if plan else "",
        ),
        fence(
            sh("heroku pg:info --app {}", named),
            "Status Available; Connections and Data Size against the number after the slash",
            sh("heroku pg:ps --app {}", named),
            "what runs right now, and for how long",
            sh("heroku addons --app {}", named),
            "state created",
        ),
        (
            step(say("Connections: fewer dynos or workers, then {}.", see(site.titled("Restart")))),
            step("Storage: delete what is not needed, or change to a larger plan."),
            step("Maintenance or an outage: Heroku's status page says how long; nothing here shortens it."),
        ),
        unit.of.locations[:1],
    )


KNOWN = (_crashed, _timeout, _stopped, _boot, _memory, _release, _build, _database)
