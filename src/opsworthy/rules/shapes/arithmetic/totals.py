"""A total against its parts: what they come to, how exactly they say it, and what would put the total right."""

import re
from collections.abc import Sequence
from decimal import Decimal

from opsworthy.documents.document import Amount
from opsworthy.rules.shapes.arithmetic.numbers import place_of
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_A_YEAR = {"hour": 8760, "day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}
MONTHLY = {period: Decimal(times) / 12 for period, times in _A_YEAR.items()}
_ROUGH = regex(r"(?i)(?:[~≈]|\b(?:about|around|approx\w*|roughly|circa|nearly|almost)\.?)[\s*_(`]{0,4}\Z")
_LOOSE = regex(
    r"(?i)(?:[<>≤≥]=?|\b(?:up to|from|starts? at|starting at|at least|at most|max\w*|min\w*|over|under|below"
    r"|less than|more than)\b)"
    r"[\s:*_(`]{0,4}\Z"
)
_MORE = regex(r"[\s*_`]{0,4}(?:\+(?!\s*[~$€£\d(])|or more\b|and up\b|[BT](?![A-Za-z]))")
_NEGATIVE = regex(r"(?:^|[\s|(*:`~])[-−–]\Z")
_SCALED = regex(r"\d\s?(?:[kKM]\b|million|thousand)")
_ESTIMATED = regex(r"^\W*(?:estimated?|approx\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """An amount as it is shown: signed ends, the last places that they show, whether it is rough or has one bound only."""

    amount: Amount
    low: Decimal
    high: Decimal
    low_place: Decimal
    high_place: Decimal
    rough: bool
    loose: bool

    @property
    def ranged(self) -> bool:
        return self.low < self.high


def part(read: Reading, amount: Amount) -> Part:
    """How an amount stands in its line."""
    line = read.line(amount.location.line)
    first, last = amount.location.column - 1, amount.location.end_column - 1
    head = line[max(0, first - 24) : first]
    written = line[first:last] if last > first else ""
    rough = bool(_ROUGH.search(head))
    vague = rough or bool(_ESTIMATED.search(amount.label) or _SCALED.search(written))
    low, high = amount.low, amount.high
    minus = bool(_NEGATIVE.search(head))
    if minus:
        low, high = -high, -low
    return Part(
        amount, low, high, place_of(amount.low, rough=vague), place_of(amount.high, rough=vague), rough,
        bool(_LOOSE.search(head) or _MORE.match(line, last)),
    )  # fmt: skip


def added(total: Part, parts: Sequence[Part]) -> tuple[Decimal, Decimal]:
    """The sums of both ends, in the period of the total."""
    low = sum((each.low * _factor(each, total) for each in parts), Decimal(0))
    return low, sum((each.high * _factor(each, total) for each in parts), Decimal(0))


def _factor(each: Part, total: Part) -> Decimal:
    own, other = each.amount.period, total.amount.period
    if own is None or other is None or own == other:
        return Decimal(1)
    return MONTHLY.get(own, Decimal(1)) / MONTHLY.get(other, Decimal(1))


def adds_up(total: Part, parts: Sequence[Part]) -> bool:
    """Both ends within what the last digits shown leave open. A point inside the range of its parts is a likely value; a range
    around parts that are points leaves room on both sides, and none where all of them together only reach its top."""
    low, high = added(total, parts)
    slack = _slack(total, parts, high=False), _slack(total, parts, high=True)
    if not total.ranged and low < high:
        return low - slack[0] <= total.low <= high + slack[1]
    if total.ranged and low == high:
        only_top = total.high - slack[1] <= high and not total.rough and not any(each.rough or each.loose for each in parts)
        return total.low - slack[0] <= low <= total.high + slack[1] and not only_top
    if total.ranged and _round(total.low) and _round(total.high):
        slack = max(slack[0], total.low / 10), max(slack[1], total.high / 10)
    return abs(low - total.low) <= slack[0] and abs(high - total.high) <= slack[1]


def _round(value: Decimal) -> bool:
    """Whether a number is one that people round to: $100, $850, $1,200, but not $48 or $875."""
    return value % 5 == 0 and len(value.normalize().as_tuple().digits) <= 2


def _slack(total: Part, parts: Sequence[Part], *, high: bool) -> Decimal:
    """Half of the last place of everything that is added, and of the sum."""
    own = total.high_place if high else total.low_place
    rest = sum(
        ((each.high_place if high else each.low_place) * _factor(each, total) for each in parts if each.low or each.high),
        Decimal(0),
    )
    years = Decimal(0)
    if any(_factor(each, total) != 1 for each in parts):
        years = abs(total.high) / 50
    return (own + rest) / 2 + years


def alternatives(total: Part, parts: Sequence[Part]) -> bool:
    """Whether the total reads as a choice: one end comes out without one part, the other end without another or with all."""
    if not total.ranged or len(parts) < 3:
        return False
    if any(not each.ranged and each.low == total.low for each in parts):
        return True
    low, high = added(total, parts)
    without_low = {
        at
        for at, each in enumerate(parts)
        if each.low and abs(low - each.low * _factor(each, total) - total.low) <= total.low / 100
    }
    without_high = {
        at
        for at, each in enumerate(parts)
        if each.high and abs(high - each.high * _factor(each, total) - total.high) <= total.high / 100
    }
    whole_high = abs(high - total.high) <= total.high / 100
    whole_low = abs(low - total.low) <= total.low / 100
    if (whole_high and without_low) or (whole_low and without_high):
        return True
    return bool(without_low and without_high and without_low != without_high)


def left_out(total: Part, parts: Sequence[Part]) -> Part | None:
    """The one part without which the total comes out."""
    if len(parts) < 3:
        return None
    found = [
        each for each in parts if (each.low or each.high) and adds_up(total, [other for other in parts if other is not each])
    ]
    return found[0] if len(found) == 1 else None
