"""Hosts of the world."""

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nearest, nobody_knows, of_one_place
from opsworthy.rules.shapes.claiming.answering.domains import differ_by_number, domain_of, is_slip, set_in
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.others import given_by_others, is_product
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.address import split

_SEVERAL = 2
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
    domain = domain_of(claim.name)
    if not known or domain in given_by_others("hosts") or claim.name in given_by_others("hosts"):
        return nobody_knows(f"{claim.name} is no host that this repository declares")
    if any(name.startswith("*.") and claim.name.endswith(name[1:]) for name in known):
        return holds(claim, ())
    near, only = nearest(claim.name, known)
    if not near or (domain_of(near) != domain and claim.name.partition(".")[0] != near.partition(".")[0]):
        if said := _in_texts(claim, ground, page):
            return said
        return nobody_knows(f"no file that was read declares the host {claim.name}")
    if (domain_of(near) == domain and _other_subject(claim.name, near)) or ground.spoken(claim.name):
        return nobody_knows(f"{claim.name} may be another site of {domain}")
    return breaks(f"no file declares the host {claim.name}; did you mean {near}?", known[near], near, safe=only)


def _beside(claim: Claim, ground: Ground, page: Page, known: dict[str, list[Declared]]) -> Answer | None:
    """A word that may be a host is one where a host of the same domain is declared: all but its first label is the same."""
    label, _, domain = claim.name.partition(".")
    siblings = {name: every for name, every in known.items() if name.partition(".")[2] == domain}
    if claim.name in known:
        return holds(claim, known[claim.name])
    if domain_of(claim.name) in given_by_others("hosts"):
        return None
    if not siblings:
        return _in_texts(claim, ground, page)
    if "*" in {name.partition(".")[0] for name in siblings} or claim.name in page.made or ground.spoken(claim.name):
        return holds(claim, ())
    near, only = nearest(claim.name, [name for name in siblings if not _other_subject(claim.name, name)], _ALIKE)
    own = domain.count(".") >= _OF_ONE_SYSTEM and len(domain.split(".")[-2]) > _LONGEST_ENDING
    if of_one_place(label) or differ_by_number(claim.name, siblings) or not (near or (own and not is_product(label))):
        return nobody_knows(f"{claim.name} may be another site of {domain}")
    first = near or min(siblings)
    meant = f"did you mean {near}?" if near else f"{first} is declared"
    return breaks(f"no file declares the host {claim.name}; {meant}", siblings[first], near, safe=only)


def _in_texts(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """A host is wrong where settings have hosts of its domain, which is the system's own, none names it, and one of them is
    nearly the same."""
    label, _, below = claim.name.partition(".")
    if len(below) < len(domain_of(claim.name)) or of_one_place(label):
        return None
    there = set_in(below, ground)
    if claim.name in there:
        return holds(claim, there[claim.name])
    known = _known(ground)
    own = any(each.of for every in there.values() for each in every) or domain_of(below) in map(domain_of, known)
    few = len(there) < _SEVERAL and below == domain_of(claim.name)
    if not own or few or claim.name in page.made or ground.spoken(claim.name):
        return None
    near, only = nearest(claim.name, [name for name in there if is_slip(label, name.partition(".")[0])], _ALIKE)
    return breaks(f"no file names the host {claim.name}; did you mean {near}?", there[near], near, safe=only) if near else None


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
