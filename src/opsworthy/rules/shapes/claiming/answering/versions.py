"""Versions of tools and products."""

import re

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nobody_knows
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

PRODUCTS = {
    "node": "node", "node.js": "node", "nodejs": "node", "python": "python", "go": "golang", "golang": "golang",
    "postgresql": "postgres",
    "postgres": "postgres", "redis": "redis", "mysql": "mysql", "mariadb": "mariadb", "mongodb": "mongo", "ruby": "ruby",
    "rabbitmq": "rabbitmq",
    "elasticsearch": "elasticsearch", "kafka": "kafka", "nginx": "nginx",
}  # fmt: skip
_IMAGE = regex(r"(?:.*/)?([a-z]+):v?(\d+)(?:\.(\d+))?")
_PINS = (
    (regex(r"(?:^|/)\.(?:nvmrc|node-version)\Z"), "node", regex(r"v?(\d+)(?:\.(\d+))?")),
    (regex(r"(?:^|/)\.python-version\Z"), "python", regex(r"(\d+)\.(\d+)")),
    (regex(r"(?:^|/)go\.mod\Z"), "golang", regex(r"^go (\d+)\.(\d+)", re.MULTILINE)),
    (regex(r"(?:^|/)\.ruby-version\Z"), "ruby", regex(r"(?:ruby-)?(\d+)\.(\d+)")),
    (regex(r"(?:^|/)package\.json\Z"), "node", regex(r"\"node\":\s*\"[^\d\"]*(\d+)(?:\.(\d+))?")),
    (regex(r"(?:^|/)pyproject\.toml\Z"), "python", regex(r"requires-python\s*=\s*\"[^\d\"]*(\d+)\.(\d+)")),
    (regex(r"\.github/workflows/[^/]+\.ya?ml\Z"), "node", regex(r"node-version:\s*[\[\"']*(\d+)(?:\.(\d+))?")),
    (regex(r"\.github/workflows/[^/]+\.ya?ml\Z"), "python", regex(r"python-version:\s*[\[\"']*(\d+)\.(\d+)")),
)
_SAID = regex(
    r"\s*(?P<least>≥|>=|~|\^)?\s*v?(?P<major>\d{1,4})(?:\.(?P<minor>\d{1,3}|x))?(?:\.[\dx]+)?\s*"
    r"(?P<more>\+|or (?:newer|later|higher|above)|and above|LTS)?\s*",
    re.IGNORECASE,
)
_BY_MINOR = frozenset(["python", "golang", "ruby"])


def answer(claim: Claim, ground: Ground, _page: Page) -> Answer | None:
    """A version is wrong where the files pin this product, and no pin agrees in what counts of it."""
    product = PRODUCTS.get(claim.of.lower().strip(" `*"))
    said = _SAID.fullmatch(claim.name)
    if product is None or said is None:
        return None
    pins = _pins(ground).get(product, [])
    if not pins:
        return nobody_knows(f"no file pins a version of {claim.of}")
    own = (int(said["major"]), int(said["minor"]) if (said["minor"] or "x") != "x" else None)
    least = bool(said["least"] in ("≥", ">=") or (said["more"] or "").lower() not in ("", "lts"))
    if any(_agrees(own, pin, least, product) for pin, _ in pins):
        return holds(claim, [each for _, each in pins])
    there = ", ".join(dict.fromkeys(each.name for _, each in pins))
    return breaks(f"the files name {claim.of} as {there}, and not {claim.name}", [each for _, each in pins])


def _agrees(own: tuple[int, int | None], pin: tuple[int, int | None], least: bool, product: str) -> bool:
    if least:
        return (pin[0], pin[1] if pin[1] is not None else 999) >= (own[0], own[1] or 0)
    if own[0] != pin[0] or product not in _BY_MINOR:
        return own[0] == pin[0]
    return own[1] is None or pin[1] is None or own[1] == pin[1]


def _pins(ground: Ground) -> dict[str, list[tuple[tuple[int, int | None], Declared]]]:
    kept = ground.remembered.get("pins")
    if kept is None:
        found: dict[str, list[tuple[tuple[int, int | None], Declared]]] = {}
        for name, every in {**ground.names("base-image"), **ground.names("image")}.items():
            if match := _IMAGE.match(name):
                found.setdefault(match[1], []).append((_numbers(match[2], match[3]), every[0]))
        for pattern, product, pin in _PINS:
            for path, text in ground.files(pattern):
                if match := pin.search(text):
                    at = Location(path, text.count("\n", 0, match.start()) + 1)
                    pinned = Declared("version", ".".join(part for part in match.groups() if part), at, product)
                    found.setdefault(product, []).append((_numbers(match[1], match[2]), pinned))
        kept = ground.remembered["pins"] = found
    return kept  # type: ignore[return-value]


def _numbers(major: str, minor: str | None) -> tuple[int, int | None]:
    return int(major), int(minor) if minor else None
