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
from opsworthy.text.regex import regex

_ONE = r"(?!months?\b|years?\b|quarters?\b|weeks?\b|days?\b|hours?\b|minutes?\b|seconds?\b)[a-z][\w-]{2,20}\b"
_PER = regex(
    rf"(?:\bcosts?\s+per|\A[\s>*-]*per)\s+{_ONE}[^$€£\d]{{0,12}}"
    r"|\b(?:that is|that's|which is|works out at|comes? to|makes?)\s+"
    rf"(?=[~≈]?\s?[$€£]?\d[\d.,–$€£-]{{0,24}}\s+(?:per|a|an|for each)\s+{_ONE})",
    re.IGNORECASE,
)
_AT = regex(r"\b(?:at|with|for|based on|assuming)\s+[~≈]?\s?\Z|\A\s*\(\s*[~≈]?\s?\Z", re.IGNORECASE)
_MONTH = regex(r"\s*[a-z -]{0,20}(?:/|per |a |each )\s?mo(?:nth)?\b", re.IGNORECASE)
_FAR = 40
_WHOLE = regex(
    r"\b(?:grand |overall )?total\b.*\b(?:costs?|estimate\w*|monthly)\b|\btotal$|\bmonthly (?:cost|total)\b", re.IGNORECASE
)


def unit_costs(document: Document) -> Iterator[Check]:
    """Each against the monthly totals of the plan, right where one of them fits: `Cost per request: ~$0.001 (at 1M
    requests/month)`, “that is $0.001 per request at …”."""
    priced = (each for each in lines(document) if not each.cells and each.priced)
    stated = [(line, found) for line in priced if (found := _PER.search(line.text))]
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
    between = line.text[each[0].end : each[1].start]
    told = len(between) <= _FAR and _AT.search(between)
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
