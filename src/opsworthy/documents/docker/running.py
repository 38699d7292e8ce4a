"""Looking at, starting, stopping, restarting and watching containers by hand."""

from opsworthy.documents.docker.deploying import ask, name_of
from opsworthy.documents.markup import Bullets, Comment, Element, Fence, Item, Shell, fence, paragraph, say, step
from opsworthy.documents.phrases import names, see, slug
from opsworthy.documents.platform import Issue, Signal
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit

_EXITED = "The container exits or restarts"


def _all(site: Site) -> tuple[str, ...]:
    return tuple(name_of(unit) for unit in site.services)


def health(site: Site) -> tuple[Element, ...]:
    asked = ask(site)
    return (fence(sh("docker ps --all"), "Up, and (healthy) where the image has a health check"), *((asked,) if asked else ()))


def logs(site: Site) -> tuple[Element, ...]:
    shown = [sh("docker logs --follow --tail 100 {}", name) for name in _all(site)[:1]]
    searched = [sh("docker logs --since 1h {} 2>&1 | grep -i error", name) for name in _all(site)[:1]]
    return (
        paragraph("Docker keeps the output of a container until it is removed: {}.", names(_all(site))),
        fence(Comment("live"), *shown, Comment("the last hour, errors only"), *searched),
    )


def restart(site: Site) -> tuple[Element, ...]:
    return (fence(sh("docker restart {}", _all(site)), "its name; it does not answer for the time of its start"),)


def stop(site: Site) -> tuple[Element, ...]:
    return (fence(sh("docker stop {}", _all(site)), "its name", sh("docker ps"), "not there any more"),)


def start(site: Site) -> tuple[Element, ...]:
    return (fence(sh("docker start {}", _all(site)), "its name", sh("docker ps"), "Up"),)


def scale(_: Site) -> tuple[Element, ...]:
    return (
        paragraph("Nothing scales by itself, and one name is one container. What it may use of the machine can be changed:"),
        fence(sh("docker stats --no-stream"), "what it uses now, against what it may"),
    )


def maintain(_: Site) -> tuple[Element, ...]:
    return (
        paragraph("Images of former versions pile up; keep the last good one."),
        fence(
            sh("docker system df"),
            "RECLAIMABLE shows what nothing uses",
            sh("docker image prune"),
            "asks before it removes what has no tag",
        ),
    )


def signals(site: Site) -> tuple[Signal, ...]:
    places = tuple(place for unit in site.services for place in unit.placement.locations[:1])
    why = say("what is not Up answers nobody")
    return (Signal(say("Container up"), sh("docker ps --all"), say("any that is not Up"), why, (see(_EXITED),), places),)


def decisions(_: Site) -> tuple[Item, ...]:
    look = fence(sh("docker ps --all"), "the state of each container")
    states = Bullets((step(say("`Exited` or `Restarting`: {}", see(_EXITED))), step("`Up`: its log, then what it needs")))
    return (step("What does Docker say?", look, states),)


def issues(site: Site) -> tuple[Issue, ...]:
    if not site.services:
        return ()
    name = _all(site)[0]
    return (
        Issue(
            "exited",
            _EXITED,
            (say("`docker ps --all` shows `Exited` or `Restarting`"),),
            say("The process ended by itself: a setting is missing, or what it needs at start does not answer."),
            fence(
                sh("docker ps --all"),
                "the exit code: 137 is killed, mostly for memory; 1 its own error",
                sh("docker logs --tail 100 {}", name),
                "the last words before the exit",
            ),
            (
                step(say("A setting is missing: {}.", see("A required setting is missing"))),
                step(say("It began with a deployment: {}.", see("Rollback"))),
            ),
            tuple(place for unit in site.services for place in unit.placement.locations[:1]),
        ),
    )


def inside(_: Site, unit: Unit, command: Shell) -> Shell:
    return sh("docker exec {} {}", name_of(unit), command)


def reload(_: Site, services: tuple[str, ...]) -> Fence:
    """A container reads its environment only when it is made anew."""
    return fence(
        sh("docker rm --force {}", tuple(map(slug, services))),
        "removed; start it again as in its deployment, with the new value in its environment",
    )
