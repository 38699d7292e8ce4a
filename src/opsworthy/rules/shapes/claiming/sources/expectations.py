"""Claims of what commands should show: the fields of a health answer, the replicas that stand ready."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import EXPECTATION, Claim
from opsworthy.rules.shapes.claiming.others import is_product
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.regex import regex

_FIELD = regex(r"[{,]\s*\"([A-Za-z_][\w-]{0,40})\"\s*:")
_READY = regex(r"(?<![\w/.-])([a-z][a-z0-9-]{1,60})\s+(\d{1,3})/(\d{1,3})(?![\w/])")
_HEALTH = regex(r"/[\w/.-]*(?:health|ready|live|status|ping)[\w/-]*", re.IGNORECASE)
_NEAR = 4
_ASKING = frozenset(["curl", "http", "https", "wget", "xh"])
_HOST = regex(r"://([a-z][a-z0-9-]{1,60})\b")


def _of_a_product(text: str) -> bool:
    """Whether a request goes to a well-known server that is no part of the system."""
    return any(is_product(host) for host in _HOST.findall(text))


def told(read: Reading) -> Iterator[Claim]:
    requests = [each for each in read.commands if each.tool in _ASKING and not _of_a_product(each.text)]
    asked = [(each.location.line, found.group() if (found := _HEALTH.search(each.text)) else "") for each in requests]
    for expected in read.expectations:
        line = expected.location.line
        before = [path for at, path in asked if line - _NEAR <= at <= line]
        around = {path for at, path in asked if line - 3 * _NEAR <= at <= line}
        if before and before[-1] and len(around) == 1:
            for field in _FIELD.findall(expected.text):
                yield Claim("answer-field", field, expected.location, EXPECTATION, before[-1])
        for name, ready, wanted in _READY.findall(expected.text):
            if ready == wanted:
                yield Claim("replicas", wanted, expected.location, EXPECTATION, name)
