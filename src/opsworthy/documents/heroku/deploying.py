"""Bringing a Heroku app to a new version, taking it back, and seeing that it works."""

from opsworthy.documents.addresses import addresses, answer_of, health_path, routes
from opsworthy.documents.heroku.names import VARIABLE, app, processes
from opsworthy.documents.markup import Comment, Element, Fence, Item, Line, Shell, fence, paragraph, say, step
from opsworthy.documents.phrases import see
from opsworthy.documents.platform import Tool, Window
from opsworthy.documents.shell import Variable, sh, typed
from opsworthy.documents.site import Site

TOOLS = (
    Tool("heroku", sh("heroku --version"), "heroku/8 or newer", "talks to Heroku"),
    Tool("git", sh("git --version"), "git version 2 or newer", "pushes what is deployed"),
    Tool("jq", sh("jq --version"), "any version", "reads what heroku prints"),
)


def access(site: Site) -> Fence:
    """Reads that show who this is and that the app may be seen."""
    return fence(
        sh("heroku auth:whoami"),
        "your account, not an error",
        *_named(site),
        sh("heroku apps:info --app {}", app(site)),
        "the app with its dynos, its add-ons and its Web URL",
    )


def _named(site: Site) -> tuple[Line | str, ...]:
    """How the name of the app gets into the commands, where no answer holds it."""
    if app(site) is not VARIABLE:
        return ()
    return (
        Comment("find the name of the app in the list, then type it: the commands of this document take it from HEROKU_APP"),
        sh("heroku apps --all"),
        sh("read -r HEROKU_APP && export HEROKU_APP"),
    )


def setting(site: Site) -> tuple[Element, ...]:
    named = _named(site)
    return (fence(*named),) if named else ()


def deploy(site: Site) -> tuple[Item, ...]:
    named = app(site)
    return (
        step(
            "Stand on the commit that is to be deployed, with nothing changed.",
            fence(sh("git log -1 --oneline"), sh("git status --short"), "the commit to deploy, and no changed file"),
        ),
        step(
            "Write down the release that runs now: it is where a rollback goes.",
            fence(sh("heroku releases --num 3 --app {}", named), "the newest release, such as v42, is the current one"),
        ),
        step(
            "Push. Heroku builds, and a failed build changes nothing.",
            fence(
                sh("heroku git:remote --app {}", named),
                sh("git push heroku HEAD:refs/heads/main"),
                "Verifying deploy... done",
            ),
        ),
        *_release_phase(site),
    )


def _release_phase(site: Site) -> tuple[Item, ...]:
    tasks = [unit for unit in site.tasks if unit.containers]
    if not tasks:
        return ()
    words = say(
        "The release phase runs `{}` before the new version takes over; where it fails, the old one goes on running.",
        " ".join(tasks[0].containers[0].command) or tasks[0].placement.workload,
    )
    return (step(words, fence(sh("heroku releases:output --app {}", app(site)), "the end of a successful run, no stack trace")),)


def window(_: Site) -> Window | None:
    """No file says how long a build or a boot takes."""
    return None


def verify(site: Site) -> tuple[Item, ...]:
    return (_releases(site, "the newest release is yours: Deploy and the hash of the commit"), *_running(site), _quiet(site))


def verify_undone(site: Site) -> tuple[Item, ...]:
    return (_releases(site, "the newest release says Rollback to the good version"), *_running(site), _quiet(site))


def _releases(site: Site, expected: str) -> Item:
    return step("The release is the right one.", fence(sh("heroku releases --num 1 --app {}", app(site)), expected))


def _running(site: Site) -> tuple[Item, ...]:
    wanted = ", ".join(f"{unit.name} {unit.least}" for unit in processes(site) if unit.least)
    up = f"up for each dyno ({wanted})" if wanted else "up for each dyno"
    return (
        step("Every dyno is up.", fence(sh("heroku ps --app {}", app(site)), up)),
        *((step("It answers from outside.", ask(site)),) if any(unit.kind in ("web", "api") for unit in site.services) else ()),
    )


def own_address(site: Site) -> tuple[Shell, str, bool]:
    """The address that Heroku gave the app, at its health route; what it answers; and whether there is such a route."""
    web = next((unit for unit in site.services if unit.kind in ("web", "api")), None)
    route = (health_path(web) or next(iter(routes(site, web)), "/")) if web else "/"
    base = sh('"$(heroku apps:info --app {} --json | jq -r .app.web_url)"', app(site))
    url = sh("{}{}", base, route.lstrip("/")) if route != "/" else base
    expected = answer_of(site, web, route) if route != "/" else "any answer of the app itself: not 503"
    return url, expected, route != "/"


def ask(site: Site) -> Fence:
    """The address that a person gave, else the one that Heroku gave the app."""
    lines: list[Line | str] = []
    for each in addresses(site):
        lines += [sh("curl -i --max-time 30 {}", each.url), each.expected]
    if not lines:
        url, expected, _ = own_address(site)
        lines += [sh("curl -i --max-time 30 {}", url), expected]
    return fence(*lines)


def _quiet(site: Site) -> Item:
    command = sh("heroku logs --num 200 --app {}", app(site))
    return step("The logs hold no errors.", fence(command, "no line with at=error or code=H.., no stack trace"))


def last_good(site: Site) -> tuple[Element, ...]:
    return (
        paragraph("Every deployment and every changed config var makes a release; here those of {}:", site.name),
        fence(
            sh("heroku releases --num 15 --app {}", app(site)),
            "the newest Deploy before the bad one is the last good version, such as v41; its line gives the commit",
            *typed("GOOD_RELEASE", "that version"),
            sh("heroku releases:info {} --app {}", Variable("GOOD_RELEASE"), app(site)),
            "its commit, its add-ons, and when it was made",
        ),
    )


def roll_back(site: Site) -> tuple[Item, ...]:
    named = app(site)
    return (
        step(
            say("Go back to that release. It brings back the code and the config vars of that time, never the data of add-ons."),
            fence(
                *typed("GOOD_RELEASE", "the last good release, such as v41"),
                sh("heroku rollback {} --app {}", Variable("GOOD_RELEASE"), named),
                "Rolling back... done, and a new release that says so",
            ),
        ),
        step(
            say(
                "Take the change out of git too, else the next push brings it back. Then deploy as in {}.",
                see(f"Deploy to {site.name}"),
            ),
            fence(
                sh("git log --oneline -5"),
                *typed("BAD_COMMIT", "the hash of the commit to take back"),
                sh("git revert --no-edit {}", Variable("BAD_COMMIT")),
                "one new commit that takes it back",
            ),
        ),
    )
