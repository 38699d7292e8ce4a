"""The same cost for two periods: a month and a year, an hour and a month, side by side."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from opsworthy.documents.amounts import Money, find, may_state
from opsworthy.documents.document import Document
from opsworthy.rules.shapes.arithmetic.flaw import Check, ends
from opsworthy.rules.shapes.arithmetic.lines import Line, lines
from opsworthy.rules.shapes.arithmetic.numbers import place_of, rounded
from opsworthy.text.regex import regex

# How often the shorter period goes into the longer, from the fewest to the most that people reckon with. A year may be dearer by
# nothing, but cheaper by a discount; a month may count working days or office hours alone.
_TIMES = {
    ("month", "year"): (Decimal(12), Decimal(12), (Decimal("8.5"), Decimal(12))),
    ("day", "month"): (Decimal(28), Decimal(31), (Decimal(20), Decimal(23))),
    ("day", "year"): (Decimal(360), Decimal(366), (Decimal(220), Decimal(262))),
    ("hour", "month"): (Decimal(672), Decimal(745), (Decimal(150), Decimal(250))),
    ("hour", "year"): (Decimal(8_640), Decimal(8_784), (Decimal(1_700), Decimal(2_200))),
    ("week", "month"): (Decimal(4), Decimal("4.5"), (Decimal(4), Decimal(4))),
    ("quarter", "year"): (Decimal(4), Decimal(4), (Decimal(3), Decimal(4))),
}
_A = {"hour": "an hour", "day": "a day", "week": "a week", "month": "a month", "quarter": "a quarter", "year": "a year"}
_BETWEEN = regex(r"[\s*_]*(?:[(=≈]|→|->)[\s~≈=*_(]*(?:about|approx\w*|or|i\.e\.,?|roughly)?\s*\Z", re.IGNORECASE)
_JOINS = regex(r"[(=≈→]|->")
_BEFORE = regex(r"\d[^.;:]{0,40}\Z")
_ROUGH = regex(r"(?:[~≈]|\b(?:about|around|approx\w*|roughly))\s*[*_(]*\Z", re.IGNORECASE)


def conversions(document: Document) -> Iterator[Check]:
    """Pairs of amounts of which one restates the other for a longer period."""
    for line in lines(document):
        for start, end in line.stretches() if _JOINS.search(line.text) and may_state(line.text) else ():
            found = [each for each in find(line.text[:end]) if each.start >= start]
            for one, other in pairwise(found):
                between = _BETWEEN.fullmatch(line.text, one.end, other.start)
                reckoned = between and "=" in between.group() and _BEFORE.search(line.text[start : one.start])
                if between and not reckoned and one.currency == other.currency:
                    yield from _check(line, one, other)


def _check(line: Line, one: Money, other: Money) -> Iterator[Check]:
    short, long = (one, other) if (one.period, other.period) in _TIMES else (other, one)
    times = _TIMES.get((short.period or "", long.period or ""))
    if not times or short.unit != long.unit or not short.low or (short.low < short.high) != (long.low < long.high):
        return
    fits = all(
        _fits(low, high, times, rough=bool(_ROUGH.search(line.text[: other.start])), ranged=long.low < long.high)
        for low, high in ((short.low, long.low), (short.high, long.high))
    )
    usual = times[0] if times[0] == times[1] else Decimal(730) if times[0] == 672 else times[1]
    usual_ends = ends(short.low * usual, short.high * usual)
    told = f"{ends(short.low, short.high)} {_A[short.period or 'month']} come to {usual_ends} {_A[long.period or 'month']}"
    told += f", and {ends(long.low, long.high)} is stated"
    yield Check("" if fits else told, line.place(long.start, long.end))


def _fits(
    short: Decimal, long: Decimal, times: tuple[Decimal, Decimal, tuple[Decimal, Decimal]], *, rough: bool, ranged: bool
) -> bool:
    slack = place_of(long, rough=True) if rough else place_of(long)
    least, most = short - place_of(short) / 2, short + place_of(short) / 2
    fewest, usual, (few, many) = times
    if ranged and fewest == usual and rounded(short * usual, long) == long:
        return True
    return least * fewest - slack <= long <= most * usual + slack or least * few - slack <= long <= most * many + slack
