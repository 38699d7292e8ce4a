"""What was found where something was worked out again, and the two numbers that would be put right."""

import re
from decimal import Decimal

from opsworthy.findings.outcome import Related
from opsworthy.findings.patch import Edit, Patch
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SCALED = regex(r"\d\s?(?:[kKMB]\b|thousand|million|billion|lakh|crore)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Check:
    """One figure that was worked out again: `wrong` says in a sentence what does not fit, empty where all does."""

    wrong: str
    location: Location
    related: tuple[Related, ...] = ()
    patch: Patch | None = None


def plain(value: Decimal) -> str:
    """A number as people write it: two decimals for cents, none for whole numbers, few for small ones."""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.6f}".rstrip("0")


def ends(low: Decimal, high: Decimal) -> str:
    return plain(low) if low == high else f"{plain(low)}–{plain(high)}"


def replacement(line: str, place: Location, low: Decimal, high: Decimal, *, safe: bool, words: str) -> Patch | None:
    """A patch that writes other numbers in the format of those that stand at a place; None where that format is not plain."""
    if place.end_line not in (0, place.line):
        return None
    written = line[place.column - 1 : place.end_column - 1]
    if _SCALED.search(line[place.column - 1 : place.end_column + 10]):
        return None
    texts = _numbers(written)
    wanted = [low] if low == high else [low, high]
    if len(texts) != len(wanted):
        return None
    for text, value in zip(reversed(texts), reversed(wanted), strict=True):
        shown = _like(text[2], value)
        if shown is None:
            return None
        written = written[: text[0]] + shown + written[text[1] :]
    return Patch((Edit(place, written),), f"{words}, {written.strip()}", safe)


def _numbers(text: str) -> list[tuple[int, int, str]]:
    found, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and (text[end].isdigit() or (text[end] in ".," and end > at and text[end + 1 : end + 2].isdigit())):
            end += 1
        if end > at:
            found.append((at, end, text[at:end]))
        at = max(end, at + 1)
    return found


def _like(text: str, value: Decimal) -> str | None:
    """A value with as many decimals and the same separators as a number has."""
    whole, dot, rest = text.rpartition(".")
    decimals = len(rest) if dot else 0
    if dot and decimals == 3 and "," not in whole:
        return None
    if not dot and text.count(",") == 1 and len(text.rpartition(",")[2]) != 3:
        return None
    shown = f"{value:,.{decimals}f}" if "," in text or (value >= 10_000 and len(text) > 4) else f"{value:.{decimals}f}"
    return shown if Decimal(shown.replace(",", "")) == value else None
