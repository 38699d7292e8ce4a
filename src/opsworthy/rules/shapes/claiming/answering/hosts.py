"""Hosts of the world."""

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nearest, nobody_knows, of_one_place
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.others import given_by_others, is_product
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.address import split

_ALIKE = 0.7
_OF_ONE_SYSTEM, _LONGEST_ENDING = 2, 3
"""A domain of three labels is that of one system, unless its middle is an ending of the world such as `co`."""


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """A host is wrong where no file speaks of it and it is nearly a host of the same domain that an ingress declares."""
    known = _known(ground)
    if not claim.sure:
        return _beside(claim, ground, page, known)
    if claim.name in known:
        return holds(claim, known[claim.name])
    domain = _domain(claim.name)
    if not known or domain in given_by_others("hosts") or claim.name in given_by_others("hosts"):
        return nobody_knows(f"{claim.name} is no host that this repository declares")
    if any(name.startswith("*.") and claim.name.endswith(name[1:]) for name in known):
        return holds(claim, ())
    near, only = nearest(claim.name, known)
    if not near or (_domain(near) != domain and claim.name.partition(".")[0] != near.partition(".")[0]):
        return nobody_knows(f"no file that was read declares the host {claim.name}")
    if (_domain(near) == domain and _other_subject(claim.name, near)) or ground.spoken(claim.name):
        return nobody_knows(f"{claim.name} may be another site of {domain}")
    return breaks(f"no file declares the host {claim.name}; did you mean {near}?", known[near], near, safe=only)


def _beside(claim: Claim, ground: Ground, page: Page, known: dict[str, list[Declared]]) -> Answer | None:
    """A word that may be a host is one where a host of the same domain is declared: all but its first label is the same."""
    label, _, domain = claim.name.partition(".")
    siblings = {name: every for name, every in known.items() if name.partition(".")[2] == domain}
    if claim.name in known:
        return holds(claim, known[claim.name])
    if not siblings or _domain(claim.name) in given_by_others("hosts"):
        return None
    if "*" in {name.partition(".")[0] for name in siblings} or claim.name in page.made or ground.spoken(claim.name):
        return holds(claim, ())
    near, only = nearest(claim.name, [name for name in siblings if not _other_subject(claim.name, name)], _ALIKE)
    own = domain.count(".") >= _OF_ONE_SYSTEM and len(domain.split(".")[-2]) > _LONGEST_ENDING
    if of_one_place(label) or is_product(label) or not (near or own):
        return nobody_knows(f"{claim.name} may be another site of {domain}")
    first = near or min(siblings)
    meant = f"did you mean {near}?" if near else f"{first} is declared"
    return breaks(f"no file declares the host {claim.name}; {meant}", siblings[first], near, safe=only)


def _known(ground: Ground) -> dict[str, list[Declared]]:
    found: dict[str, list[Declared]] = {name.lower(): list(every) for name, every in ground.names("host").items()}
    for name, every in ground.names("address").items():
        host = split(name).hostname or ""
        if host:
            found.setdefault(host, list(every))
    return found


def _other_subject(name: str, near: str) -> bool:
    """`status.shop.dev` beside `staging.shop.dev`: first labels that are different words of their own."""
    one, other = name.partition(".")[0], near.partition(".")[0]
    return one != other and not nearest(one, [other], 0.7)[0]


def _domain(host: str) -> str:
    return ".".join(host.split(".")[-2:])
