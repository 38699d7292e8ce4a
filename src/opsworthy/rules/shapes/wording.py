"""What sentences say about approvals, notifications and secrets: the patterns of wording.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads(files("opsworthy.rules.shapes").joinpath("wording.toml").read_text("utf-8"))


@cache
def wording(kind: str) -> re.Pattern[str]:
    """The pattern of one list. Raises KeyError for a list that wording.toml does not hold."""
    return re.compile("|".join(_lists()[kind]), re.IGNORECASE)
