"""Thresholds that nothing can cross."""

import re

from opsworthy.text.regex import regex

_BELOW_NOTHING = regex(
    r"(?:\b(?:below|under|less than)|(?<![=<])<)\s*0(?:\.0+)?\s?(?:%|percent|ms|s|seconds|minutes|mi?b|gi?b)?(?![\w.])",
    re.IGNORECASE,
)
_SHARE = regex(r"\b(?:availability|uptime|(?:error|success|failure|hit|loss)[ -](?:rate|ratio)|errors)\b", re.IGNORECASE)
_ABOVE_ALL = regex(r"(?:\b(?:above|over|more than)|>)\s*100(?:\.0+)?\s?(?:%|percent)", re.IGNORECASE)


def uncrossable(name: str, threshold: str) -> bool:
    """Whether nothing can cross a threshold: less than nothing, or more than all of a share."""
    return bool(_BELOW_NOTHING.search(threshold)) or (bool(_SHARE.search(name)) and bool(_ABOVE_ALL.search(threshold)))
