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
    if _OTHERS_PORT.search(line) or any(is_product(word) for word in _WORD.findall(line.lower())):
        return
    says = _SAYS.search(_ASKED.sub(" ", line)) is not None
    for found in _ASKED.finditer(line):
        path = (found[1] or found[2] or found[3]).rstrip("/.")
        if path.count("/") <= 3 and "." not in path and (says or _is_of_health(path)):
            sure = _OF_HEALTH.search(path) is not None or "GET " in found[0]
            yield Claim("health-path", path, place, PROSE, sure=sure)
    if "`/" in line and _SAYS.search(_SPAN.sub(" ", line)) and not _PASSING.search(line):
        for path in _SPAN.findall(line):
            if path.count("/") <= 3 and not path.endswith("/") and not _ON_DISK.match(path):
                yield Claim("health-path", path, place, PROSE, "probe", sure=False)


def _is_of_health(path: str) -> bool:
    last = path.rpartition("/")[2].lower()
    return _OF_HEALTH.search(path) is not None or bool(get_close_matches(last, _WORDS, 1, 0.82))
