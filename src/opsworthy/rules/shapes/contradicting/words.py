"""Words by which statements are recognised, from words.toml."""

import re
from functools import cache
from typing import Any

from opsworthy.text.data import data_of
from opsworthy.text.regex import regex


@cache
def _data() -> dict[str, Any]:
    return data_of(__package__, "words.toml")


@cache
def programs() -> dict[str, str]:
    """Every name of a program with the one that it is known by."""
    return {name: known for known, names in _data()["programs"].items() for name in names}


@cache
def unsaid() -> frozenset[str]:
    return frozenset(_data()["values"]["unsaid"])


@cache
def telling() -> re.Pattern[str]:
    """A part of a file's name that says that it describes the system."""
    names = "|".join(map(re.escape, _data()["documents"]["telling"]))
    return regex(rf"(?:\A|[-_. ])(?:{names})(?:\Z|[-_. ])")


@cache
def past() -> frozenset[str]:
    return frozenset(_data()["documents"]["past"])


@cache
def contacts() -> frozenset[str]:
    return frozenset(_data()["values"]["contacts"])


@cache
def dated() -> re.Pattern[str]:
    """A part of a file's name by which it tells of one day, or of what is to come."""
    names = "|".join(map(re.escape, _data()["documents"]["dated"]))
    return regex(rf"(?:\A|[-_. ])(?:{names})s?(?:\Z|[-_. ])|20\d\d[-_]?\d\d")
