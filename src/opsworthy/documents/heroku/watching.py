"""What to watch on Heroku, and what its error codes mean for this app."""

from opsworthy.documents.addresses import addresses
from opsworthy.documents.heroku import deploying, troubles
from opsworthy.documents.heroku.names import app, processes
from opsworthy.documents.heroku.running import postgres
from opsworthy.documents.markup import Bullets, Item, fence, say, step
from opsworthy.documents.phrases import see
from opsworthy.documents.platform import Issue, Signal
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site


def signals(site: Site) -> tuple[Signal, ...]:
    named = app(site)
    wanted = ", ".join(f"{unit.name} {unit.least}" for unit in processes(site) if unit.least) or "the number of each process"
    places = tuple(place for unit in site.lasting for place in unit.placement.locations[:1])
    found = [
        Signal(
            say("Dynos up"),
            sh("heroku ps --app {}", named),
            say("fewer than {}", wanted),
            say(
                "as many as the files ask for"
                if any(unit.least for unit in processes(site))
                else "as many as were set; no file says"
            ),
            (see(troubles.CRASHED),),
            places,
        ),
        Signal(
            say("Errors of the router"),
            sh("heroku logs --num 1500 --source heroku --app {}", named),
            say("any line with `code=H..`"),
            say("each one is a request that a user saw fail"),
            (see("Where to start"),),
        ),
        Signal(
            say("Memory"),
            sh("heroku logs --num 1500 --source heroku --app {}", named),
            say("any `R14`; `R15` at once"),
            say("Heroku writes R14 when a dyno is above the memory of its size, and kills it at R15"),
            (see(troubles.MEMORY),),
        ),
    ]
    found[0:0] = _availability(site)
    database = postgres(site)
    if database is not None:
        plan = getattr(database.of, "plan", None)
        words = say("Connections or Data Size near the number after the slash")
        why = say("that number is the limit of the plan{}", f" {plan}" if plan else "")
        found.append(
            Signal(
                say("Database"),
                sh("heroku pg:info --app {}", named),
                words,
                why,
                (see(troubles.DATABASE),),
                database.of.locations[:1],
            )
        )
    return tuple(found)


def _availability(site: Site) -> list[Signal]:
    if addresses(site) or not any(unit.kind in ("web", "api") for unit in site.services):
        return []
    url, _, healthy = deploying.own_address(site)
    read = sh("curl -s -o /dev/null --max-time 30 -w {} {}", "%{http_code} %{time_total}s\\n", url)
    threshold = say("not {}, twice in a row", "200" if healthy else "below 500")
    return [Signal(say("Availability"), read, threshold, say("users reach it this way"), (see("Where to start"),))]


def issues(site: Site) -> tuple[Issue, ...]:
    return tuple(issue for known in troubles.KNOWN if (issue := known(site)))


def decisions(site: Site) -> tuple[Item, ...]:
    titles = {issue.title for issue in issues(site)}
    named = app(site)
    codes = tuple(step(say(text + ": {}", see(title))) for text, title in troubles.CODES if title in titles)
    beyond = tuple(step(say(text + ": {}", see(title))) for text, title in troubles.BEYOND if title in titles)
    return (
        step(
            "What does Heroku say?",
            fence(sh("heroku logs --num 500 --source heroku --app {}", named), "the newest lines with code= or Error"),
            Bullets(codes),
        ),
        step(
            "No code there?",
            Bullets(
                (
                    *beyond,
                    step("requests get through but are wrong: the app's own log"),
                    step("nothing at all answers, on any app: `heroku status`"),
                )
            ),
        ),
    )
