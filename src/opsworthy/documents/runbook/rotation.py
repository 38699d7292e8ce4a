"""How a secret is replaced, in quiet and in a hurry."""

from opsworthy.documents.asking import listed
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Item, Steps, fence, paragraph, say, step
from opsworthy.documents.phrases import cite, heading, names, see
from opsworthy.documents.platform import platform_of
from opsworthy.documents.runbook.stores import STORES
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Secret
from opsworthy.system.secret_types import secret_type

_OURS = frozenset({"signing-key", "password"})
"""Types whose value we make up ourselves; others are issued by somebody else."""


def rotation(dossier: Dossier) -> Block:
    """One procedure for each store, shown with its first secret."""
    held = references(operated(sites(dossier.system)))
    site = held[0] if held else None
    elements: list[Element] = [heading(3, "Rotate a secret")]
    if site is None:
        return Block("secrets.rotation", tuple(elements))
    items: list[Item] = [_new_value(dossier), *_put(dossier, site), _reload(dossier, site), _verify(site), _revoke()]
    elements += [paragraph("Commands are those of {}.", site.name), Steps(tuple(items))]
    return Block(
        "secrets.rotation", tuple(elements), tuple(place for each in dossier.system.secrets for place in each.locations[:1])
    )


def _new_value(dossier: Dossier) -> Item:
    ours = [each.name for each in dossier.system.secrets if secret_type(each.name) in _OURS]
    others = [each.name for each in dossier.system.secrets if secret_type(each.name) not in _OURS]
    children: list[Element] = []
    if ours:
        children.append(
            Bullets(
                (
                    step(
                        say("made here: {}", names(dict.fromkeys(ours), ", ")),
                        fence(sh("openssl rand -base64 32"), "44 characters; keep them out of files and chats"),
                    ),
                )
            )
        )
    if others:
        children.append(
            Bullets(
                (
                    step(
                        say(
                            "issued by whoever they give access to: {}; ask there for a second one beside the old",
                            names(dict.fromkeys(others), ", "),
                        )
                    ),
                )
            )
        )
    return step("Get the new value.", *children)


def _put(dossier: Dossier, site: Site) -> tuple[Item, ...]:
    found: dict[str, Secret] = {}
    for each in dossier.system.secrets:
        if each.store in STORES and (not each.environments or site.key in each.environments or each.store == "github-actions"):
            found.setdefault(each.store, each)
    return tuple(
        step(
            say("In {}, here for `{}`: {}", STORES[store].title, secret.name, STORES[store].how(secret)),
            STORES[store].put(site, secret),
        )
        for store, secret in found.items()
    )


def _reload(dossier: Dossier, site: Site) -> Item:
    platform = platform_of(site)
    users = tuple(dict.fromkeys(user for each in dossier.system.secrets for user in each.used_by))
    words = say(
        "Let every service that uses it read it anew; the table under {} says which. All of them:", see("Required secrets")
    )
    return step(words, platform.reload(site, users) if platform else None)


def _verify(site: Site) -> Item:
    return step(say("Verify as after a deployment: {}.", see(f"Verify {site.name}")))


def _revoke() -> Item:
    return step("Only then revoke the old value where it was issued. Anything that fails now still used it.")


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
                sh('git log --all --oneline -S "$LEAKED_NAME"'),
                "every commit that touched that name; set LEAKED_NAME to the name, never to the value",
            ),
        ),
        step("Write down what leaked, from when to when, what was done, and who was told."),
    ]
    return Block(
        "secrets.emergency",
        (heading(3, "Emergency rotation"), paragraph("When a secret has leaked, or may have:"), Steps(tuple(items))),
    )
