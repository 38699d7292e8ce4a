"""Ports: of a workload or a service that the text names, or of this machine."""

from collections.abc import Sequence
from dataclasses import replace

from opsworthy.findings.outcome import Confidence
from opsworthy.rules.shapes.claim import health_paths, is_known_path
from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nobody_knows
from opsworthy.rules.shapes.claiming.answering.port_owners import WORD, product_of, spoken_beside, started_products
from opsworthy.rules.shapes.claiming.answering.port_settings import setting
from opsworthy.rules.shapes.claiming.answering.port_speech import is_further, opened_by_itself, shown_as_port, told_as_port
from opsworthy.rules.shapes.claiming.answering.published import published
from opsworthy.rules.shapes.claiming.answering.routes import OF_ANYBODY, asks_own_route, path_after
from opsworthy.rules.shapes.claiming.claim import COMMAND, Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.hosts import HERE
from opsworthy.rules.shapes.claiming.others import given_by_others, is_product
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared

_WRAPPERS = frozenset(["kubectl", "docker", "docker-compose", "ssh", "sudo", "sh", "bash", "watch", "time", "oc", *HERE])
_OF_THE_WEB = frozenset(["80", "443", "8443"])
_OF_MANY = "3000"
"""A product's usual port, and that of half of all programs."""


def answer(claim: Claim, ground: Ground, page: Page) -> Answer:
    if said := setting(claim, ground, page):
        return said
    if claim.of and claim.of not in _WRAPPERS and (claim.told == COMMAND or _runs(claim.of, ground)):
        return _of_owner(claim, ground, page)
    every = ground.names("port", "target-port")
    owner = spoken_beside(claim, ground, page)
    if owner and claim.name not in page.opened and _has_or_is_alone(claim, owner, ground, page):
        return _of_owner(replace(claim, of=owner), ground, page)
    product = "" if claim.name in _OF_THE_WEB or is_further(claim.name) else product_of(claim, ground, page)
    if product and (said := _of_product(claim, product, ground, page)):
        return said
    if claim.name in every:
        return holds(claim, every[claim.name])
    if is_further(claim.name):
        return nobody_knows(f"{claim.name} is a port that a product has by itself")
    if claim.of and claim.of not in _WRAPPERS:
        return nobody_knows(f"no file says which ports {claim.of[:60]} has")
    if why := _unknowable(claim, ground, page):
        return nobody_knows(why)
    near = sorted(every, key=lambda port: (abs(int(port) - int(claim.name)) if port.isdigit() else 99999, port))
    numbers = [port for port in near if port.isdigit()]
    told = f"no file has the port {claim.name}; there is {', '.join(numbers[:4])}"
    return breaks(
        told,
        [each for port in numbers[:3] for each in every[port][:1]],
        numbers[0] if len(numbers) == 1 else "",
        confidence=Confidence.MEDIUM,
    )


def _runs(owner: str, ground: Ground) -> bool:
    """Whether something of this name runs here; the name of a setting is none, however much it is like one."""
    return ground.runs(owner) and not owner.isupper()


def _has_or_is_alone(claim: Claim, owner: str, ground: Ground, page: Page) -> bool:
    """Whether a service has a port, or has others and no file or block holds this one, which a script may open."""
    there = ground.of("port", owner)
    if any(each.name == claim.name for each in there):
        return True
    return bool(there) and not (shown_as_port(claim.name, page) or told_as_port(claim.name, ground))


def _unknowable(claim: Claim, ground: Ground, page: Page) -> str:
    """Why nobody can know a port that no file declares; empty where the line surely speaks of something of this repository, no
    file holds the number as a port, and nothing that is started opens it by itself."""
    own = asks_own_route(claim, ground, page) or _asks_health(claim, ground, page)
    many = claim.name == _OF_MANY and (own or not _spoken_of("grafana", ground, page))
    usual = claim.name in given_by_others("ports") and not many
    if claim.name in page.opened or shown_as_port(claim.name, page) or usual or _says_whose(claim, ground, page):
        return f"{claim.name} is opened by the operator, or is the usual port of a product"
    ours = own or _of_ours(claim, ground, page)
    if not ours or not ground.names("port", "target-port") or told_as_port(claim.name, ground):
        return f"nothing that was read listens on {claim.name}"
    return f"a tool may open {claim.name} by itself" if opened_by_itself(claim.name, ground, page) else ""


def _of_ours(claim: Claim, ground: Ground, page: Page) -> bool:
    """Whether the document is of this system, and the text asks nothing that only another program would answer."""
    path = "" if claim.told == COMMAND else path_after(claim, page)
    return page.ours(ground) and (not path or OF_ANYBODY.match(path) is not None)


def _spoken_of(product: str, ground: Ground, page: Page) -> bool:
    return product in page.reading.document.text.lower() or ground.spoken(product)


def _asks_health(claim: Claim, ground: Ground, page: Page) -> bool:
    """Whether the line asks a path of health that the files declare: it speaks of a service of theirs."""
    asked = (each.name for each in page.claims if each.kind == "health-path" and each.location.line == claim.location.line)
    known = health_paths(ground.system)
    return any(is_known_path(path, known) for path in asked)


def _says_whose(claim: Claim, ground: Ground, page: Page) -> bool:
    """Whether the line names a product that listens there, and that does not run here."""
    return any(
        is_product(word) and not ground.runs(word) for word in WORD.findall(page.reading.line(claim.location.line).lower())
    )


def _of_product(claim: Claim, product: str, ground: Ground, page: Page) -> Answer | None:
    """A product that Compose files start has the ports that these give it, where no file holds another."""
    there = started_products(ground)[product]
    if any(each.name == claim.name for each in there):
        return holds(claim, [each for each in there if each.name == claim.name])
    if claim.name in page.opened or claim.name in ground.names("port", "target-port") or shown_as_port(claim.name, page):
        return None
    if told_as_port(claim.name, ground) or opened_by_itself(claim.name, ground, page):
        return None
    return breaks(f"{product} has the port {_numbers(there)} in the files, and not {claim.name}", there, _only(there), safe=True)


def _of_owner(claim: Claim, ground: Ground, page: Page) -> Answer:
    """A port of something that runs here is one that its files name."""
    there = _ports(ground, claim.of)
    if any(each.name == claim.name for each in there):
        return holds(claim, [each for each in there if each.name == claim.name])
    if not ground.runs(claim.of):
        return nobody_knows(f"no file says which ports {claim.of[:60]} has")
    if not there:
        return nobody_knows(f"no file says on which port {claim.of[:60]} listens")
    if claim.name in given_by_others("ports") and claim.name in page.opened:
        return nobody_knows(f"{claim.name} may be a port of the operator's own machine")
    if claim.told != COMMAND and any(each.name == claim.name for every in published(ground).values() for each in every):
        return nobody_knows(f"a compose file publishes {claim.name}")
    if _is_side_port(claim, ground):
        return nobody_knows(f"{claim.name} is a usual port of a product beside {claim.of[:60]}")
    return breaks(
        f"{claim.of[:60]} has the port {_numbers(there)} in the files, and not {claim.name}", there, _only(there), safe=True
    )


def _ports(ground: Ground, owner: str) -> Sequence[Declared]:
    found = ground.of("port", owner)
    if not any(each.name.isdigit() for each in found):
        found = (*found, *ground.of("target-port", owner))
    told = ground.system.service(owner)
    served = tuple(Declared("port", str(port.number), port.location, owner) for port in told.ports) if told else ()
    return (*found, *served, *ground.of("target-port", owner)) if found or served else ()


def _numbers(there: Sequence[Declared]) -> str:
    return ", ".join(sorted({each.name for each in there if each.name.isdigit()}, key=int)[:4])


def _only(there: Sequence[Declared]) -> str:
    numbers = {each.name for each in there if each.name.isdigit()}
    return next(iter(numbers)) if len(numbers) == 1 else ""


def _is_side_port(claim: Claim, ground: Ground) -> bool:
    """Metrics and management ports, which a program opens without a word in its manifest."""
    usual = claim.name in given_by_others("ports")
    return usual and (claim.told != "command" or is_product(claim.of) or not ground.names("workload"))
