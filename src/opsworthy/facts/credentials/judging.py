"""Whether a value that has the shape of a credential is one. No value leaves this module."""

import base64
import binascii
import json
import math
import re
from collections import Counter

from opsworthy.facts.credentials.rules import ADDRESS, JWT, PRIVATE_KEY, doubts
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_placeholder

_ADDRESS = regex(r"://([^:]*):[^@]*@([\w.:-]*)")
_KEY_BODY = regex(r"-----(?:\\[nr]|[\s\"'+`,]|[A-Z][A-Za-z-]{2,20}: ?[\w,-]{1,80}){0,40}[A-Za-z0-9+/]{40}")
_NOT_RANDOM = regex(r"[a-z]+(?:[-_.]?[a-z]+)*", re.IGNORECASE)
_LONGEST = 4096
_BEGINNING = 600


def is_real(kind: str, value: str, whole: str, entropy: float) -> bool:
    """`whole` is all that matched around the value; `entropy` the least bits per character."""
    if kind == PRIVATE_KEY:
        return _KEY_BODY.search(whole[:_BEGINNING]) is not None
    if kind == ADDRESS:
        return _opens_something(value, whole)
    lowered = value[:_LONGEST].lower()
    if is_placeholder(value) or any(mark in lowered for mark in doubts().inside) or _bits(value) < entropy:
        return False
    return kind != JWT or _is_given_to_one(value)


def _opens_something(password: str, address: str) -> bool:
    """A password for a host of the network, which is neither its user's name nor one that everybody knows."""
    parts = _ADDRESS.search(address)
    user, host = (parts.group(1), parts.group(2).partition(":")[0].lower()) if parts else ("", "")
    lowered = password.lower()
    if is_placeholder(password) or lowered == user.lower() or lowered.strip("!") in doubts().passwords:
        return False
    if any(mark in lowered for mark in doubts().inside) or host.endswith(doubts().own_hosts):
        return False
    return "." in host or (len(password) > 7 and not _NOT_RANDOM.fullmatch(password))


def _is_given_to_one(token: str) -> bool:
    """A JSON Web Token that names its bearer: neither the key that a page is meant to show (role `anon`), nor a specimen."""
    head, body = (_decoded(part) for part in token.split(".")[:2])
    if not isinstance(head, dict) or "alg" not in head or not isinstance(body, dict):
        return False
    return body.get("role") != "anon" and body.get("sub") != "1234567890"


def _decoded(part: str) -> object:
    try:
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None


def _bits(value: str) -> float:
    """Shannon's entropy, in bits per character."""
    counts = Counter(value[:_LONGEST]).values()
    total = sum(counts)
    return -sum(count / total * math.log2(count / total) for count in counts)
