"""Ports: of a workload or a service that the text names, or of this machine."""

import re
from collections.abc import Sequence
from dataclasses import replace

from opsworthy.findings.outcome import Confidence
from opsworthy.rules.shapes.claim import health_paths, is_known_path
from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nobody_knows
from opsworthy.rules.shapes.claiming.claim import COMMAND, Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.others import given_by_others, is_product
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.regex import regex

_WORD = regex(r"[a-z][a-z0-9_-]{1,60}")
_ADDRESS = regex(r"(?:https?://|\b(?:localhost|127\.0\.0\.1):)\S*")
_COMPOSE = regex(r"(?:^|/)[\w.-]*(?:compose|stack)[\w.-]*\.ya?ml\Z")
_SHORT = 4
_GENERIC = frozenset(
    [
        "api",
        "url",
        "server",
        "service",
        "app",
        "the",
        "application",
        "local",
        "endpoint",
        "base",
        "backend",
        "frontend",
        "http",
        "https",
    ]
)
_WRAPPERS = frozenset(["kubectl", "docker", "docker-compose", "ssh", "sudo", "sh", "bash", "watch", "time", "oc"])


def answer(claim: Claim, ground: Ground, page: Page) -> Answer:
    if claim.of and claim.of not in _WRAPPERS:
        return _of_owner(claim, ground, page)
    every = ground.names("port", "target-port")
    owner = _spoken_beside(claim, ground, page)
    if owner and claim.name not in page.opened and ground.of("port", owner):
        return _of_owner(replace(claim, of=owner), ground, page)
    if claim.name in every:
        return holds(claim, every[claim.name])
    if claim.name in page.opened or claim.name in given_by_others("ports") or _says_whose(claim, ground, page):
        return nobody_knows(f"{claim.name} is opened by the operator, or is the usual port of a product")
    if not every or not (page.ours(ground) or _asks_health(claim, ground, page)) or ground.spoken(claim.name):
        return nobody_knows(f"nothing that was read listens on {claim.name}")
    near = sorted(every, key=lambda port: (abs(int(port) - int(claim.name)) if port.isdigit() else 99999, port))
    numbers = [port for port in near if port.isdigit()]
    told = f"no file has the port {claim.name}; there is {', '.join(numbers[:4])}"
    return breaks(
        told,
        [each for port in numbers[:3] for each in every[port][:1]],
        numbers[0] if len(numbers) == 1 else "",
        confidence=Confidence.MEDIUM,
    )


def _spoken_beside(claim: Claim, ground: Ground, page: Page) -> str:
    """The one service that the line names beside an address of this machine: `Backend: http://localhost:8080`."""
    line = page.reading.line(claim.location.line).lower()
    label = _WORD.findall(_ADDRESS.split(line, maxsplit=1)[0])
    ways = {"-".join(label), *(word for word in label if set(label) - {word} <= _GENERIC)}
    named = {way for way in ways if way and len(label) <= _SHORT and ground.runs(way)}
    return next(iter(named)) if len(named) == 1 else ""


def _asks_health(claim: Claim, ground: Ground, page: Page) -> bool:
    """Whether the line asks a path of health that the files declare: it speaks of a service of theirs."""
    asked = (each.name for each in page.claims if each.kind == "health-path" and each.location.line == claim.location.line)
    known = health_paths(ground.system)
    return any(is_known_path(path, known) for path in asked)


def _says_whose(claim: Claim, ground: Ground, page: Page) -> bool:
    """Whether the line names a product that listens there, and that does not run here."""
    return any(
        is_product(word) and not ground.runs(word) for word in _WORD.findall(page.reading.line(claim.location.line).lower())
    )


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
    if claim.told != COMMAND and _published(claim.name, ground):
        return nobody_knows(f"a compose file publishes {claim.name}")
    if _is_side_port(claim, ground):
        return nobody_knows(f"{claim.name} is a usual port of a product beside {claim.of[:60]}")
    numbers = sorted({each.name for each in there if each.name.isdigit()}, key=int)
    near = numbers[0] if len(numbers) == 1 else ""
    return breaks(
        f"{claim.of[:60]} has the port {', '.join(numbers[:4])} in the files, and not {claim.name}", there, near, safe=True
    )


def _ports(ground: Ground, owner: str) -> Sequence[Declared]:
    found = ground.of("port", owner)
    if not any(each.name.isdigit() for each in found):
        found = (*found, *ground.of("target-port", owner))
    told = ground.system.service(owner)
    served = tuple(Declared("port", str(port.number), port.location, owner) for port in told.ports) if told else ()
    return (*found, *served, *ground.of("target-port", owner)) if found or served else ()


def _published(port: str, ground: Ground) -> bool:
    """Whether a compose file gives the port to a container, for whatever service."""
    given = re.compile(rf"(?<!\d){port}:\d{{2,5}}(?!\d)|published:\s*[\"']?{port}\b")
    return any(given.search(text) for _, text in ground.files(_COMPOSE))


def _is_side_port(claim: Claim, ground: Ground) -> bool:
    """Metrics and management ports, which a program opens without a word in its manifest."""
    usual = claim.name in given_by_others("ports")
    return usual and (claim.told != "command" or is_product(claim.of) or not ground.names("workload"))
