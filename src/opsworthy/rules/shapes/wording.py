"""What sentences say about approvals, notifications and secrets: the patterns of wording.toml."""

import re
from functools import cache

from opsworthy.text.data import data_of
from opsworthy.text.regex import regex


@cache
def _lists() -> dict[str, list[str]]:
    return data_of("opsworthy.rules.shapes", "wording.toml")


@cache
def wording(kind: str) -> re.Pattern[str]:
    """The pattern of one list. Raises KeyError for a list that wording.toml does not hold."""
    return regex("|".join(_lists()[kind]), re.IGNORECASE)
