"""Memory and disk as platforms write them."""

import re
from decimal import Decimal

from opsworthy.text.regex import regex

_SIZE = regex(r"([0-9]{1,15}(?:\.[0-9]{0,9})?)\s*([kmgt]?)(i?)b?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def in_bytes(text: str, unit: str = "") -> int | None:
    """The bytes of `256mb`, `1GB`, `2Gi` or, where no unit is written, of a number of `unit`; a kilo is 1024. None for others."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        return None
    number, written, _ = match.groups()
    return int(Decimal(number) * 1024 ** _POWERS[(written or unit).lower()])


def cores(text: str) -> Decimal | None:
    """A number of cores: `0.5`, `2`; None for others."""
    written = text.strip()
    return Decimal(written) if re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,9})?", written) else None
