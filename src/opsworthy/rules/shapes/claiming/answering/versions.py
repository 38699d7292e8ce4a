"""Versions of tools and products."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.findings.outcome import Confidence
from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nobody_knows
from opsworthy.rules.shapes.claiming.claim import PROSE, Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.data import data_of
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

PRODUCTS = {
    "node": "node", "node.js": "node", "nodejs": "node", "python": "python", "go": "golang", "golang": "golang",
    "postgresql": "postgres",
    "postgres": "postgres", "redis": "redis", "mysql": "mysql", "mariadb": "mariadb", "mongodb": "mongo", "ruby": "ruby",
    "rabbitmq": "rabbitmq",
    "elasticsearch": "elasticsearch", "kafka": "kafka", "nginx": "nginx", "java": "java", "jdk": "java", "terraform": "terraform",
    "pnpm": "pnpm", ".net": "dotnet", ".net sdk": "dotnet",
}  # fmt: skip
_IMAGE = regex(r"(?:.*/)?([a-z]+):v?(\d+)(?:\.(\d+))?")
_LISTED = regex(r"(\d+)(?:\.(\d+))?")
_SAID = regex(
    r"\s*(?P<least>≥|>=|~|\^)?\s*v?(?P<major>\d{1,4})(?:\.(?P<minor>\d{1,3}|x))?(?:\.[\dx]+)?\s*"
    r"(?P<more>\+|or (?:newer|later|higher|above)|and above|LTS)?\s*",
    re.IGNORECASE,
)
_BY_MINOR = frozenset(["python", "golang", "ruby"])
_IMAGES = {"openjdk": "java", "temurin": "java"}
_LEAST = regex(r"[>^~]|\Ago ")
_WORKFLOWS = ".github/workflows/"
_PIPELINE = regex(r"\b(?:CI|GitHub Actions|workflows?|pipelines?)\b|\.ya?ml\b")
Numbers = tuple[int, int | None]
Pin = tuple[Numbers, Declared, bool]
"""The last is whether it is only the least version."""


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """A version is wrong where the files pin this product, and no pin agrees in what counts of it."""
    product = PRODUCTS.get(claim.of.lower().strip(" `*"))
    said = _SAID.fullmatch(claim.name)
    if product is None or said is None:
        return None
    if _is_package(claim, ground):
        return nobody_knows(f"{claim.of} is a package here as well")
    pins = _pins(ground).get(product, [])
    pins = _meant(pins, page.reading.line(claim.location.line)) if claim.told == PROSE else pins
    if not pins:
        return nobody_knows(f"no file pins a version of {claim.of}")
    own = (int(said["major"]), int(said["minor"]) if (said["minor"] or "x") != "x" else None)
    least = bool(said["least"] in ("≥", ">=") or (said["more"] or "").lower() not in ("", "lts"))
    if any(_agrees(own, pin, least, product) or (is_least and _reaches(own, pin)) for pin, _, is_least in pins):
        return holds(claim, [each for _, each, _ in pins])
    there = ", ".join(dict.fromkeys(each.name for _, each, _ in pins))
    sure = Confidence.MEDIUM if claim.told == PROSE else Confidence.HIGH
    return breaks(f"the files name {claim.of} as {there}, and not {claim.name}", [each for _, each, _ in pins], confidence=sure)


def _is_package(claim: Claim, ground: Ground) -> bool:
    """Whether a name in small letters is that of a client library: redis 5.0.1 of a list of packages."""
    return claim.of.islower() and any(
        each.name == claim.of for package in ground.system.packages for each in package.dependencies
    )


def _meant(pins: list[Pin], line: str) -> list[Pin]:
    """The pins that a line of running text can mean: those of the workflow that it names, those of all workflows where it speaks
    of them, else all."""
    of_pipelines = [pin for pin in pins if pin[1].location.path.startswith(_WORKFLOWS)]
    named = [pin for pin in of_pipelines if pin[1].location.path.rpartition("/")[2] in line]
    return named or (of_pipelines if _PIPELINE.search(line) else pins)


def _agrees(own: Numbers, pin: Numbers, least: bool, product: str) -> bool:
    if least:
        return (pin[0], pin[1] if pin[1] is not None else 999) >= (own[0], own[1] or 0)
    if own[0] != pin[0] or product not in _BY_MINOR:
        return own[0] == pin[0]
    return own[1] is None or pin[1] is None or own[1] == pin[1]


def _reaches(own: Numbers, pin: Numbers) -> bool:
    """Whether a version is enough where the files ask for a least one."""
    return own[0] > pin[0] or (own[0] == pin[0] and (own[1] is None or pin[1] is None or own[1] >= pin[1]))


@cache
def _places() -> tuple[tuple[re.Pattern[str], str, re.Pattern[str], bool], ...]:
    """Paths, the product that is pinned there, the pattern of its version, and whether that finds a list of them."""
    return tuple(
        (re.compile(each["file"]), product, re.compile(pattern, re.MULTILINE), key == "lists")
        for each in data_of("opsworthy.rules.shapes.claiming", "pins.toml")["pins"]
        for key in ("versions", "lists")
        for product, pattern in each.get(key, {}).items()
    )


def _pins(ground: Ground) -> dict[str, list[Pin]]:
    kept = ground.remembered.get("pins")
    if kept is None:
        found: dict[str, list[Pin]] = {}
        for name, every in {**ground.names("base-image"), **ground.names("image")}.items():
            if match := _IMAGE.match(name):
                found.setdefault(_IMAGES.get(match[1], match[1]), []).append((_numbers(match[2], match[3]), every[0], False))
        for pattern, product, pin, listed in _places():
            for path, text in ground.files(pattern):
                for numbers, at, is_least in _pinned(pin, text, listed=listed):
                    name = ".".join(str(each) for each in numbers if each is not None)
                    where = Location(path, text.count("\n", 0, at) + 1)
                    found.setdefault(product, []).append((numbers, Declared("version", name, where, product), is_least))
        kept = ground.remembered["pins"] = found
    return kept  # type: ignore[return-value]


def _pinned(pin: re.Pattern[str], text: str, *, listed: bool) -> Iterator[tuple[Numbers, int, bool]]:
    for match in pin.finditer(text):
        if listed:
            yield from ((_numbers(each[1], each[2]), match.start(), False) for each in _LISTED.finditer(match[1]))
        else:
            major, minor = [each for each in match.groups() if each] + [None] * (2 - sum(map(bool, match.groups())))
            yield _numbers(major or "0", minor), match.start(), _LEAST.search(match[0]) is not None


def _numbers(major: str, minor: str | None) -> Numbers:
    return int(major), int(minor) if minor else None
