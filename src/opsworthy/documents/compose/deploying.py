"""Bringing a Compose host to a new version, taking it back, and seeing that it works."""

from opsworthy.documents.addresses import addresses, answer_of, health_path, routes
from opsworthy.documents.asking import told
from opsworthy.documents.compose.names import everywhere, published
from opsworthy.documents.markup import Element, Fence, Item, Line, fence, paragraph, say, step
from opsworthy.documents.phrases import names, see
from opsworthy.documents.platform import Tool, Window
from opsworthy.documents.shell import Variable, sh, typed
from opsworthy.documents.site import Site

TOOLS = (
    Tool("docker", sh("docker version"), "a Client and a Server", "runs the containers"),
    Tool("docker compose", sh("docker compose version"), "v2.20 or newer", "starts them together"),
    Tool("git", sh("git --version"), "git version 2 or newer", "brings the files that are deployed, and takes them back"),
)


def access(site: Site) -> Fence:
    return fence(
        sh("docker info --format {}", "{{.Name}}"),
        "the name of the machine that you mean",
        *everywhere(site, "config --quiet"),
        "nothing; a line about a variable that is not set names what is missing",
    )


def setting(site: Site) -> tuple[Element, ...]:
    """On the machine that a person named, in the folder of the repository."""
    host = told(site.system, f"environments.{site.asked}.host")
    words = say("The commands run in the folder of the repository{}.", say(", on {}", str(host.value)) if host else ())
    return (paragraph("{}", words),)


def _built(site: Site) -> list[str]:
    return [unit.name for unit in site.units if unit.placement.built]


def deploy(site: Site) -> tuple[Item, ...]:
    built = _built(site)
    pulled = [unit.name for unit in site.units if unit.name not in built]
    return (
        step(
            "Bring the folder to the commit that is to be deployed, and write down the one before.",
            fence(
                sh("git log -1 --oneline"),
                "the commit that runs now: it is where a rollback goes",
                sh("git pull --ff-only"),
                sh("git status --short"),
                "nothing: no file was changed on this machine",
            ),
        ),
        step(
            "See what Compose makes of the files.",
            fence(*everywhere(site, "config --quiet"), "nothing; a line about a variable that is not set names what is missing"),
        ),
        *(
            (
                step(
                    say("Fetch the images that others publish: {}.", names(pulled)),
                    fence(*everywhere(site, "pull --ignore-buildable"), "Pulled for each"),
                ),
            )
            if pulled
            else ()
        ),
        *(
            (
                step(
                    say("Build the images of this repository: {}.", names(built)),
                    fence(*everywhere(site, "build"), "Built for each"),
                ),
            )
            if built
            else ()
        ),
        step(
            "Start what is new or changed; what did not change keeps running.",
            fence(*everywhere(site, "up --detach"), "Started, Running or Healthy for each, Exited only for what runs once"),
        ),
    )


def window(_: Site) -> Window | None:
    """No file says how long building and pulling take."""
    return None


def verify(site: Site) -> tuple[Item, ...]:
    return (*_up(site), *_answers(site), _quiet(site))


def verify_undone(site: Site) -> tuple[Item, ...]:
    commit = step(
        "The folder is at the last good commit.", fence(sh("git log -1 --oneline"), "the commit that you wrote down as good")
    )
    return (commit, *verify(site))


def _up(site: Site) -> tuple[Item, ...]:
    healthy = [unit.name for unit in site.lasting if any(probe.role == "health" for probe in unit.probes)]
    shown = "Up for each service" + (f", (healthy) for {', '.join(healthy)}" if healthy else "")
    return (step("Everything runs.", fence(*everywhere(site, "ps --all"), shown + "; Exited (0) only for what runs once")),)


def _answers(site: Site) -> tuple[Item, ...]:
    asked = asking(site)
    return (step("It answers.", asked),) if asked else ()


def asking(site: Site) -> Fence | None:
    """The address that a person gave, else the ports that are published on the machine itself."""
    lines: list[Line | str] = []
    for each in addresses(site):
        lines += [sh("curl -i --max-time 10 {}", each.url), f"{each.expected} ({each.service})"]
    if lines:
        return fence(*lines)
    for unit in site.services:
        port = published(unit)
        route = health_path(unit) or next(iter(routes(site, unit)), None)
        if port is None or unit.kind not in ("web", "api"):
            continue
        expected = answer_of(site, unit, route) if route else "any answer: not a refused connection"
        lines += [sh("curl -i --max-time 10 {}", f"http://127.0.0.1:{port[0]}{route or '/'}"), f"{expected} ({unit.name})"]
    return fence(*lines) if lines else None


def _quiet(site: Site) -> Item:
    return step(
        "The logs hold no new errors.",
        fence(*everywhere(site, "logs --since 10m --tail 50"), "no stack trace, no line at level error"),
    )


def last_good(site: Site) -> tuple[Element, ...]:
    return (
        paragraph("The folder's own history is the list of versions of {}:", site.name),
        fence(
            sh("git log --oneline -10"),
            "the newest first; the last good one is the newest whose deployment passed its verification",
            sh("git reflog --date=iso -10"),
            "when this machine moved from which commit to which",
            *everywhere(site, "images"),
            "the images that run now, by tag and id",
        ),
    )


def roll_back(site: Site) -> tuple[Item, ...]:
    built = _built(site)
    fetch = everywhere(site, "up --detach --build" if built else "up --detach")
    return (
        step(
            "Take the change back as a new commit, so that the next deployment does not bring it back.",
            fence(
                sh("git log --oneline -5"),
                *typed("BAD_COMMIT", "the hash of the commit to take back"),
                sh("git revert --no-edit {}", Variable("BAD_COMMIT")),
                "one new commit that takes it back",
            ),
        ),
        step("Start what the files say now.", fence(*fetch, "Started or Running for each")),
        step(
            say(
                "Push the commit, so that it does not stay on this machine, and deploy from then on as in {}.",
                see(f"Deploy to {site.name}"),
            ),
            fence(sh("git push")),
        ),
    )


def restore(_: Site) -> None:
    """Compose keeps no backups of its own."""
    return
