"""Troubles that do not depend on the platform: outside services, migrations, settings."""

from opsworthy.documents.markup import Item, Words, fence, joined, say, step
from opsworthy.documents.phrases import cite, marked, names, see
from opsworthy.documents.platform import Issue, platform_of
from opsworthy.documents.reads import service_reads
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site


def shared_issues(site: Site) -> tuple[Issue, ...]:
    return tuple(issue for known in (_outside, _settings) if (issue := known(site)))


def _outside(site: Site) -> Issue | None:
    held = [each for each in site.system.third_parties if each.kind == "saas"]
    if not held:
        return None
    first = held[0]
    told: Words = joined(
        [say("{}: {}{}", each.product, names(each.used_by) or "the code", cite(each.locations, 1)) for each in held], "; "
    )
    return Issue(
        "outside-service",
        "An outside service fails or refuses",
        (
            say("only what needs {} fails", joined([each.product for each in held], last=" or ")),
            say("logs name its address, `401`, `429` or a timeout"),
        ),
        say("It is down, its key is wrong or expired, or its quota is used up. Who uses what: {}.", told),
        fence(
            sh("git grep -n -i {} -- {}", first.product.lower().replace(" ", "[ _-]*"), ":!*.md"),
            f"where the code calls {first.product}, and how it handles a failure",
        ),
        (
            _refused(site),
            step("429: the quota or the rate limit is reached; its own page of usage says until when."),
            step("Down: its status page says so. Nothing here mends it; say so to users, and watch what piles up meanwhile."),
        ),
        tuple(place for each in held for place in each.locations[:1]),
    )


def _settings(site: Site) -> Issue | None:
    """Environment variables that the code cannot run without."""
    needed = [each for each in service_reads(site.system) if each.required]
    platform = platform_of(site)
    if not needed or platform is None:
        return None
    told: Words = joined([say("`{}`{}", each.name, cite([each.location])) for each in needed[:12]], ", ")
    documented = {each.name: each for each in site.system.variables_documented}
    described = [
        say("`{}`: {}", each.name, marked(held.description))
        for each in needed
        if (held := documented.get(each.name)) and held.description
    ]
    return Issue(
        "settings",
        "A required setting is missing",
        (say("the process ends right after it started, and its log names a variable"),),
        say("The code does not run without: {}.", told),
        fence(
            sh("git grep -n -w {}", needed[0].name),
            f"where {needed[0].name} is read, and which file should set it",
        ),
        (
            *((step(say("What each is for: {}.", joined(described, "; "))),) if described else ()),
            step("Compare the list with what the environment sets; add what is missing where the others are set, and deploy."),
        ),
        tuple(each.location for each in needed),
    )


def _refused(site: Site) -> Item:
    if site.system.secrets:
        return step(say("401 or 403: its key was revoked or has expired: {}.", see("Rotate a secret")))
    return step("401 or 403: its key was revoked or has expired; no file names where the key is kept.")
