"""Lengths of time in running text, in seconds."""

import re
from collections.abc import Iterator

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_DIGIT = regex(r"\d")
_UNITS = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "d": 86400, "day": 86400, "days": 86400,
    "w": 604800, "week": 604800, "weeks": 604800, "month": 2592000, "months": 2592000, "year": 31536000, "years": 31536000,
    "ms": 0,
}  # fmt: skip
_WORD = r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?"
_NUMBER = r"\d{1,6}(?:\.\d{1,3})?"
_NOT_BEFORE = r"(?<![\w.,$€£:/-])"
_COMPOUND = regex(
    rf"{_NOT_BEFORE}(?P<hours>\d{{1,3}})\s?(?:h|hours?|hrs?)\s?(?:and\s)?"
    r"(?P<minutes>\d{1,2})(?:\s?(?:minutes?|mins?|m)\b|(?![\w.:%]))"
)
_RANGE = regex(
    rf"(?<![\w.,$€£:/])(?P<low>{_NUMBER})(?:\s?(?P<own>{_WORD}|[smhd]))?"
    rf"(?:\s?(?:-|–|—|to|or)\s?(?P<high>{_NUMBER}))?\+?[\s-]?(?P<unit>{_WORD})\b(?!/)",
    re.IGNORECASE,
)
_SHORT = regex(
    rf"{_NOT_BEFORE}(?P<low>\d{{1,5}})(?:\s?[-–]\s?(?P<high>\d{{1,5}}))?(?P<unit>s|m|h|d)\b"
    r"(?![.:/]?\d)(?!\s?(?:CPU|cpu|cores?|memory|tokens))"
)
_WORDS = regex(
    r"\b(?P<word>half an|an|a|one|two|three|four|five|ten|fifteen|twenty|thirty|sixty|ninety)"
    r"\s(?P<unit>second|minute|hour|day|week|month)s?\b",
    re.IGNORECASE,
)
# What stands in every duration: most texts hold neither.
_COUNTED = regex(r"\d\+?[\s-]?[smhdwyſ]", re.IGNORECASE)
_SAID = {
    "half an": 0.5, "an": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "fifteen": 15,
    "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in seconds and where it stands in its text, by offsets."""

    low: int
    high: int
    start: int
    end: int


def find(text: str) -> Iterator[Span]:
    """The durations of a text in its order; where two readings overlap, the one that begins first and is longest counts."""
    if not text or text.isspace():
        return
    readings = sorted(_readings(text), key=lambda each: (each.start, -each.end))
    end = 0
    for each in readings:
        if each.start >= end:
            yield each
            end = each.end


def _readings(text: str) -> Iterator[Span]:
    first = _DIGIT.search(text)
    if first is not None and _COUNTED.search(text, first.start()):
        for found in _COMPOUND.finditer(text, first.start()) if "h" in text else ():
            seconds = int(found.group("hours")) * 3600 + int(found.group("minutes")) * 60
            yield Span(seconds, seconds, found.start(), found.end())
        for pattern in (_RANGE, _SHORT):
            yield from (span for found in pattern.finditer(text, first.start()) if (span := _ranged(found)) is not None)
    if not _may_be_in_words(text.casefold()):
        return
    for found in _WORDS.finditer(text):
        if found.group("word").lower() in ("a", "an") and not _measures(text, found):
            continue
        seconds = int(_SAID[found.group("word").lower()] * _UNITS[found.group("unit").lower()])
        yield Span(seconds, seconds, found.start(), found.end())


def _may_be_in_words(text: str) -> bool:
    """Whether any of the units stands in a text; asked of every text, so each is written out."""
    return "second" in text or "minute" in text or "hour" in text or "day" in text or "week" in text or "month" in text


def _measures(text: str, found: re.Match[str]) -> bool:
    """`takes an hour` is a duration; `a day` in `twice a day` is not."""
    before = text[: found.start()].rstrip().lower()
    return before.endswith(("about", "takes", "within", "after", "under", "than", "for", "in", "to", "~", "wait", "over"))


def _ranged(found: re.Match[str]) -> Span | None:
    unit = _UNITS[found.group("unit").lower()]
    low = float(found.group("low"))
    high = float(found.group("high")) if found.group("high") else low
    own = found.groupdict().get("own")
    low_seconds = int(low * (_UNITS[own.lower()] if own else unit))
    high_seconds = int(high * unit)
    if own and not found.group("high"):
        return None
    if high_seconds < low_seconds:
        return None
    return Span(low_seconds, high_seconds, found.start(), found.end())
