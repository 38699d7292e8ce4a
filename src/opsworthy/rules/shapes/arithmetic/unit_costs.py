"""Costs of one: of a request, a user, an order, against the total and the number that are stated."""

import re
from collections.abc import Iterator
from decimal import Decimal

from opsworthy.documents.document import Amount, Document
from opsworthy.findings.outcome import Related
from opsworthy.rules.shapes.arithmetic.flaw import Check, ends
from opsworthy.rules.shapes.arithmetic.lines import Line, lines
from opsworthy.rules.shapes.arithmetic.numbers import Number, numbers
from opsworthy.rules.shapes.reading import reading

_PER = re.compile(r"\bcosts?\s+per\s+(?P<what>[a-z][\w-]{2,20})\b[^$€£\d]{0,12}", re.IGNORECASE)
_AT = re.compile(r"\(\s*(?:at|with|for|based on|assuming)\s+[~≈]?\s?", re.IGNORECASE)
_MONTH = re.compile(r"\s*[a-z -]{0,20}(?:/|per |a |each )\s?mo(?:nth)?\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:grand |overall )?total\b.*\b(?:costs?|estimate\w*|monthly)\b|\btotal$|\bmonthly (?:cost|total)\b", re.IGNORECASE
)


def unit_costs(document: Document) -> Iterator[Check]:
    """`Cost per request: ~$0.001 (at 1M requests/month)` against the plan's monthly totals: right where one of them fits."""
    stated = [(line, found) for line in lines(document) if not line.cells and (found := _PER.search(line.text))]
    if not stated:
        return
    totals = [
        each
        for each in reading(document).amounts
        if (each.is_total or _WHOLE.search(each.label)) and each.period == "month" and not each.unit
    ]
    for line, found in stated:
        pair = _read(line, found)
        if pair and totals:
            yield _check(line, *pair, totals)


def _read(line: Line, found: re.Match[str]) -> tuple[Number, Number] | None:
    each = [number for number in numbers(line.text) if number.start >= found.end() - 1]
    if len(each) != 2 or not each[0].currency or each[1].currency or each[1].low < each[1].high or not each[1].low:
        return None
    told = _AT.search(line.text[each[0].end : each[1].start])
    return (each[0], each[1]) if told and _MONTH.match(line.text, each[1].end) else None


def _check(line: Line, price: Number, count: Number, totals: list[Amount]) -> Check:
    worths = [(each.low / count.low, each.high / count.low) for each in totals]
    right = any(_near(price, low, high) for low, high in worths)
    whole = max(totals, key=lambda each: each.high)
    low, high = whole.low / count.low, whole.high / count.low
    told = f"{ends(whole.low, whole.high)} a month for {count.low:,.0f} come to {ends(low, high)} each"
    told += f", and {ends(price.low, price.high)} is stated"
    shown = (Related(whole.location, f"{whole.label or 'the total'}: {ends(whole.low, whole.high)}"),)
    return Check("" if right else told, line.place(price.start, price.end), shown)


def _near(price: Number, low: Decimal, high: Decimal) -> bool:
    return low - price.low_place / 2 <= price.high and price.low <= high + price.high_place / 2
