"""What an availability leaves for being down: 99.9 % of a month are 43 minutes."""

import re
from collections.abc import Iterator
from itertools import pairwise

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.arithmetic.flaw import Check
from opsworthy.rules.shapes.arithmetic.lines import lines
from opsworthy.text.regex import regex

_SHARE = regex(r"(?<![\d.])(9\d(?:\.\d{1,5})?)\s?%")
_TIME = regex(
    r"(?<![\d.])(\d{1,5}(?:\.\d{1,3})?)\s?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)\b(?!\w)", re.IGNORECASE
)
_DOWN = regex(r"\b(?:downtime|down time|error budget|unavailab\w*|outage|allowed|allows|down)\b", re.IGNORECASE)
_PERIOD = regex(
    r"\b(?:(?:per|a|each|every)\s|/\s?)?(month|year|quarter|week|day|annum|30 days?|28 days?|30-day|28-day)(?:ly)?\b",
    re.IGNORECASE,
)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DAYS = {
    "month": (28, 31),
    "30": (30, 30),
    "28": (28, 28),
    "year": (365, 366),
    "annum": (365, 366),
    "quarter": (90, 92),
    "week": (7, 7),
    "day": (1, 1),
}


def availabilities(document: Document) -> Iterator[Check]:
    """Every line, or cell beside a cell, that says how long an availability allows to be down in a period."""
    for line in lines(document):
        shares = list(_SHARE.finditer(line.text)) if "%" in line.text else []
        if len(shares) != 1 or not _DOWN.search(line.text):
            continue
        periods = {_named(each.group(1)) for each in _PERIOD.finditer(line.text)}
        rest = _PERIOD.sub(lambda each: " " * len(each.group()) if each.group(1)[0].isdigit() else each.group(), line.text)
        times = [each for each in _TIME.finditer(rest) if each.start() > shares[0].end() or each.end() <= shares[0].start()]
        if len(periods) != 1 or not times or not _together(rest, times):
            continue
        told = sum(float(each.group(1)) * _SECONDS[each.group(2)[0].lower()] for each in times)
        last = times[-1]
        step = _SECONDS[last.group(2)[0].lower()] * 10 ** -(len(last.group(1).partition(".")[2]))
        few, many = _DAYS[periods.pop()]
        down = (100 - float(shares[0].group(1))) / 100 * 86_400
        right = down * few * 0.97 - step <= told <= down * many * 1.03 + step
        left = _said(down * few) + ("" if few == many else f" to {_said(down * many)}")
        words = f"{shares[0].group(1)} % leaves {left}, and {_said(told)} is stated"
        yield Check("" if right else words, line.place(times[0].start(), last.end()))


def _named(word: str) -> str:
    return word[:2] if word[0].isdigit() else word.lower()


def _together(text: str, times: list[re.Match[str]]) -> bool:
    """Whether the times are one, written in several units: 8 h 45 min."""
    return all(not text[one.end() : other.start()].strip(" ,and") for one, other in pairwise(times))


def _said(seconds: float) -> str:
    for name, size in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= size * (2 if name == "days" else 1):
            return f"{seconds / size:.1f} {name}".replace(".0 ", " ")
    return f"{seconds:.1f} seconds".replace(".0 ", " ")
