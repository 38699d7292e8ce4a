"""Whose port a line speaks of: a service that it names, a product by its name, by its kind of address or by its usual port."""

import re
from collections.abc import Iterator, Mapping

from opsworthy.rules.shapes.claiming.answering.port_speech import port_words
from opsworthy.rules.shapes.claiming.answering.published import published
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.others import given_by_others
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.regex import regex

WORD = regex(r"[a-z][a-z0-9_-]{1,60}")
_SCHEME = regex(r"\b([a-z][a-z0-9+]{2,24})://(?:[^\s/@`\"']{0,120}@)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0):")
_ADDRESS = regex(r"(?:https?://|\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0):)\S*")
_SAYS_SETTING = regex(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+\Z")
_FOR_INSTANCE = regex(r"\be\.g\.|\bexample\b|\bsuch as\b|\bfor instance\b")
_SHORT, _BEFORE, _AFTER = 4, 60, 40
_GENERIC = frozenset(
    [
        "api", "url", "server", "service", "app", "the", "application", "local", "endpoint", "base", "backend", "frontend",
        "http", "https",
    ]
)  # fmt: skip


def spoken_beside(claim: Claim, ground: Ground, page: Page) -> str:
    """The one service that the line names beside an address of this machine: `Backend: http://localhost:8080`."""
    line = page.reading.line(claim.location.line).lower()
    label = WORD.findall(_ADDRESS.split(line, maxsplit=1)[0])
    ways = {"-".join(label), *(word for word in label if set(label) - {word} <= _GENERIC)}
    named = {way for way in ways if way and len(label) <= _SHORT and ground.runs(way)}
    return next(iter(named)) if len(named) == 1 else ""


def product_of(claim: Claim, ground: Ground, page: Page) -> str:
    """The one product whose port the line gives and that a Compose file starts; empty where none or several may be meant."""
    known = started_products(ground)
    line = page.reading.line(claim.location.line).lower()
    if _SAYS_SETTING.match(claim.of) or _FOR_INSTANCE.search(line):
        return ""
    scheme = [found for each in _SCHEME.findall(line) if (found := _called(each.partition("+")[0]))]
    if scheme and scheme[0] not in ("http", "https"):
        return scheme[0] if scheme[0] in known else ""
    named = {name for word in (*WORD.findall(line), *WORD.findall(claim.of.lower())) if (name := _product_in(word))}
    if named:
        near = {name for word in WORD.findall(_around(claim.name, line)) if (name := _product_in(word))}
        return next(iter(named)) if len(named) == 1 and named <= known.keys() and (near or claim.of) else ""
    usual = {name for name, ports in port_words()["products"].items() if claim.name in ports and name in known}
    return next(iter(usual)) if len(usual) == 1 and not claim.of else ""


def _around(port: str, line: str) -> str:
    """The words just before and after the port, without those of its own address."""
    at = line.find(port)
    return _ADDRESS.sub(" ", line[max(0, at - _BEFORE) : at]) + " " + _ADDRESS.sub(" ", line[at + len(port) : at + _AFTER])


def started_products(ground: Ground) -> Mapping[str, tuple[Declared, ...]]:
    """The products whose images Compose files start, each with the ports of it there: those outside and those inside."""
    kept = ground.remembered.get("started products")
    if kept is None:
        kept = ground.remembered["started products"] = dict(_started(ground))
    return kept  # type: ignore[return-value]


def _started(ground: Ground) -> Iterator[tuple[str, tuple[Declared, ...]]]:
    services = ground.names("compose-service")
    owners: dict[str, set[str]] = {}
    for image, every in ground.names("image").items():
        name = image.rpartition("/")[2].partition(":")[0].partition("@")[0].lower()
        if "exporter" not in name and (product := _product_in(name)):
            owners.setdefault(product, set()).update(each.of for each in every if each.of in services)
    for product, names in owners.items():
        ports = [each for name in sorted(names) for each in (*published(ground).get(name, ()), *ground.of("port", name))]
        if any(name in published(ground) for name in names):
            yield product, tuple(ports)


def _called(word: str) -> str:
    return str(port_words()["called"].get(word, word))


def _product_in(word: str) -> str:
    """The product that a word is, or that one of its parts is: `kibana`, `shop-redis`."""
    for part in (word, *re.split(r"[-_]", word)):
        name = _called(part)
        if name in given_by_others("products") or name in port_words()["images"]["names"]:
            return name
    return ""
