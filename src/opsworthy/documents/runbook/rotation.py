"""How a secret is replaced, in quiet and in a hurry."""

from opsworthy.documents.asking import listed
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Item, Steps, fence, paragraph, say, step
from opsworthy.documents.phrases import cite, heading, names, see
from opsworthy.documents.platform import platform_of
from opsworthy.documents.runbook.stores import STORES
from opsworthy.documents.shell import sh, typed
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Secret
from opsworthy.system.secret_types import secret_type


def rotation(dossier: Dossier) -> Block:
    """One procedure, with the commands of each store for one of its secrets."""
    held = references(operated(sites(dossier.system)))
    elements: list[Element] = [heading(3, "Rotate a secret")]
    places = tuple(place for each in dossier.system.secrets for place in each.locations[:1])
    if not held:
        return Block("secrets.rotation", tuple(elements), places)
    site = held[0]
    shown = _shown(dossier, site)
    items = (_new_value(dossier), *_databases(dossier), *_put(site, shown), *_reload(site, shown), *_after(site))
    elements += [paragraph("Commands are those of {}, for the secrets that they name.", site.name), Steps(items)]
    return Block("secrets.rotation", tuple(elements), places)


def _shown(dossier: Dossier, site: Site) -> tuple[Secret, ...]:
    """One secret of each store that the site uses: rather one that a service reads than a datastore's own."""
    services = {unit.name for unit in site.services}
    held = [each for each in dossier.system.secrets if each.store in STORES and _here(each, site)]
    held.sort(key=lambda each: (not services & set(each.used_by), secret_type(each.name) == "database"))
    found: dict[str, Secret] = {}
    for each in held:
        found.setdefault(each.store, each)
    return tuple(found.values())


def _here(secret: Secret, site: Site) -> bool:
    return not secret.environments or site.key in secret.environments or secret.store == "github-actions"


def _new_value(dossier: Dossier) -> Item:
    products = {word for each in dossier.system.third_parties for word in each.product.lower().replace(".", " ").split()}
    ours = [
        each.name
        for each in dossier.system.secrets
        if secret_type(each.name) == "signing-key" and not products & set(each.name.lower().split("_"))
    ]
    issued = (
        "Get the new value from whoever issues it; have the old and the new one valid at the same time where that is possible."
    )
    if not ours:
        return step(issued)
    words = say("What only this system itself knows ({}) is made here:", names(dict.fromkeys(ours), ", "))
    return step(issued, Bullets((step(words, fence(sh("openssl rand -base64 32"), "44 characters, for the next step only")),)))


def _databases(dossier: Dossier) -> tuple[Item, ...]:
    """A database has its own copy of its password."""
    held = [each.name for each in dossier.system.secrets if secret_type(each.name) == "database"]
    if not held or not dossier.system.datastores or all(each.platform == "heroku" for each in dossier.system.datastores):
        return ()
    words = say(
        "For a password of a datastore ({}): change it inside the datastore too, in the same minute; one that runs does not "
        "take it from its environment.",
        names(dict.fromkeys(held), ", "),
    )
    return (step(words),)


def _put(site: Site, shown: tuple[Secret, ...]) -> tuple[Item, ...]:
    return tuple(
        step(say("{}: {}", STORES[each.store].title, STORES[each.store].how(each)), STORES[each.store].put(site, each))
        for each in shown
    )


def _reload(site: Site, shown: tuple[Secret, ...]) -> tuple[Item, ...]:
    platform = platform_of(site)
    users = tuple(dict.fromkeys(user for each in shown for user in each.used_by))
    if platform is None or not users:
        return ()
    words = say(
        "Let what uses it read it anew, here {}; for others see the table under {}.", names(users), see("Required secrets")
    )
    return (step(words, platform.reload(site, users)),)


def _after(site: Site) -> tuple[Item, ...]:
    return (
        step(say("Verify as after a deployment: {}.", see(f"Verify {site.name}"))),
        step("Only then revoke the old value where it was issued. What fails now still used it."),
    )


def emergency(dossier: Dossier) -> Block:
    """A leaked secret: first make it useless, then find out."""
    system = dossier.system
    clear = [place for each in system.secrets if each.in_clear for place in each.locations]
    items: list[Item] = [
        *listed(system, "contacts.security", "Tell {} at once; do not wait until it is certain."),
        step("Revoke the old value now, where it was issued. An outage is cheaper than a stranger with access."),
        step(say("Replace it: {}, from the first step, and restart everything that uses it at once.", see("Rotate a secret"))),
        step("Look for its use by others since it leaked: the access logs of what it opens, new users, changed settings."),
        step(
            say(
                "Find where else it stands{}. Taking it out of the newest commit is not enough: history and forks keep it.",
                cite(clear, 4),
            ),
            fence(
                *typed("LEAKED_NAME", "the name of the secret, never its value"),
                sh('git log --all --oneline -S "$LEAKED_NAME"'),
                "every commit that touched that name",
            ),
        ),
        step("Write down what leaked, from when to when, what was done, and who was told."),
    ]
    return Block(
        "secrets.emergency",
        (heading(3, "Emergency rotation"), paragraph("When a secret has leaked, or may have:"), Steps(tuple(items))),
    )
