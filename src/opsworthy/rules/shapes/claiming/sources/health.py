"""Paths of health that a line asks or gives: `GET /healthz`, `localhost:${PORT}/ready`, a row of a probe."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from opsworthy.rules.shapes.claiming.claim import PROSE, Claim
from opsworthy.rules.shapes.claiming.others import is_product
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SAYS = regex(r"\b(?:health|readiness|liveness|probes?|ready|alive)(?:\b|z|[-_]?check)", re.IGNORECASE)
_OF_HEALTH = regex(r"/(?:health(?:z|[-_]?check)?|readyz?|readiness|livez?|liveness|alive|ping|heartbeat)\Z")
_WORDS = ("health", "healthz", "healthcheck", "ready", "readyz", "readiness", "livez", "liveness")
_OTHERS_PORT = regex(r":(?:8222|9090|9093|3100|9200|5601|2379|15672|8200|16686|13133)\b")
_WORD = regex(r"[a-z][a-z0-9-]{3,40}")
_ASKED = regex(
    r"\bGET\s+(/[\w./-]{1,80})|\b(?:localhost|127\.0\.0\.1)(?::(?:\d{2,5}|\$\{?\w{1,40}\}?|<[\w-]{1,40}>))?(/[\w./-]{1,80})"
    r"|https?://(?:<[\w -]{1,40}>|\$\{?\w{1,40}\}?)(?::\d{2,5})?(/[\w./-]{1,80})"
)
_SPAN = regex(r"`(/[\w/-]{2,60})`")
_PATH = regex(r"(?<![\w/:])/[\w./-]+|(?<=\d)/[\w./-]+|`/[\w./-]*`")
_FAR, _PARTS = 120, 2
_ON_DISK = regex(r"/(?:etc|var|opt|usr|tmp|home|data|app|srv|mnt|dev|proc|root|run|bin|config|docs?|src|health-?checks?/)\b")
_PASSING = regex(
    r"\b(?:deprecated|removed?|no longer|legacy|planned|future|todo|add|create|renamed|e\.g\.|for example|such as|instead"
    r"|custom|your)\b",
    re.IGNORECASE,
)


def asked(line: str, place: Location) -> Iterator[Claim]:
    """What one line claims; nothing where it speaks of a product, which answers on paths of its own."""
    if not (_SAYS.search(line) or "localhost" in line or "://" in line):
        return
    if _OTHERS_PORT.search(line):
        return
    says = _SAYS.search(_ASKED.sub(" ", line)) is not None
    for found in _ASKED.finditer(line):
        path = (found[1] or found[2] or found[3]).rstrip("/.")
        if path.count("/") <= 3 and "." not in path and (says or _is_of_health(path)) and not _of_a_product(line, found):
            sure = _OF_HEALTH.search(path) is not None or "GET " in found[0]
            yield Claim("health-path", path, place, PROSE, sure=sure)
    if "`/" in line and _SAYS.search(_SPAN.sub(" ", line)) and not _PASSING.search(line):
        for found in _SPAN.finditer(line):
            path = found[1]
            plain = path.count("/") <= 3 and not path.endswith("/") and not _ON_DISK.match(path)
            if plain and not _of_a_product(line, found):
                yield Claim("health-path", path, place, PROSE, "probe", sure=False)


def _of_a_product(line: str, found: re.Match[str]) -> bool:
    """Whether a product is named where a path stands: as its first part, or outside of it and, in a long line, near to it."""
    begins = next((path for path in found.groups() if path), "").split("/")
    if len(begins) > _PARTS and is_product(begins[1]):
        return True
    before, after = line[: found.end()], line[found.end() :]
    if line.lstrip().startswith("|"):
        first = before.split("|")[1]
        before, after = f"{first} {before.rpartition('|')[2]}", after.partition("|")[0]
    near = _PATH.sub(" ", f"{before[-_FAR - len(found[0]) :]} {after[:_FAR]}")
    return any(is_product(word) for word in _WORD.findall(near.lower()) if word != "ingress")


def _is_of_health(path: str) -> bool:
    last = path.rpartition("/")[2].lower()
    return _OF_HEALTH.search(path) is not None or bool(get_close_matches(last, _WORDS, 1, 0.82))
