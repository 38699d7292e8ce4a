"""Percentages beside the amounts that they are of: thresholds of limits, savings from one amount to another."""

import re
from collections.abc import Iterator
from decimal import Decimal

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import Related
from opsworthy.rules.shapes.arithmetic.flaw import Check, ends, plain
from opsworthy.rules.shapes.arithmetic.levels import Level, blocks
from opsworthy.rules.shapes.arithmetic.lines import Line, lines
from opsworthy.rules.shapes.arithmetic.numbers import Number, is_priced, numbers
from opsworthy.rules.shapes.arithmetic.rewriting import rewritten
from opsworthy.text.regex import regex

_ARROW = regex(r"\s*(?:/\s?\w{1,8}\s*)?(?:→|->|=>|\bto\b|⇒)\s*[~≈$€£]*\s*\Z", re.IGNORECASE)
_LESS = regex(
    r"\b(?:sav\w*|reduc\w*|cheaper|cut\w*|decreas\w*|discount|off|less|lower\w*|down)\b|[-−–]\s?\d{1,3}(?:\.\d+)?\s?%", re.I
)
_MORE = regex(r"\b(?:increas\w*|grow\w*|more|higher|ris\w*|up)\b|\+\s?\d{1,4}(?:\.\d+)?\s?%", re.IGNORECASE)


def shares(document: Document) -> Iterator[Check]:
    """Each percentage that says what it is of."""
    for block in blocks(document):
        for level in block.levels:
            if level.share is not None and block.limit and level is not block.limit:
                yield _of_limit(level, block.limit)
    for line in lines(document):
        for start, end in line.stretches() if line.priced else ():
            if "%" in line.text[start:end] and is_priced(line.text[start:end]):
                yield from _changes(line, start, end)


def _of_limit(level: Level, limit: Level) -> Check:
    assert level.share is not None
    worth = level.amount.low / limit.amount.low * 100
    step = max(level.amount.low_place / limit.amount.low * 50, Decimal("0.5")) + level.share.low_place / 2
    right = abs(worth - level.share.low) <= step or abs(worth - 100 - level.share.low) <= step
    said = f"“{level.name}” says {plain(level.share.low)} % of {plain(limit.amount.low)}"
    right_amount = plain(limit.amount.low * level.share.low / 100)
    told = f"{said}, which is {right_amount}, and the amount beside it is {plain(level.amount.low)}"
    shown = (Related(limit.location, f"{limit.name}: {plain(limit.amount.low)}"),)
    return Check("" if right else told, level.location, shown)


def _changes(line: Line, start: int, end: int) -> Iterator[Check]:
    """`$100 → $70 (30 % less)`: exactly two amounts with an arrow between them, and one percentage."""
    text = line.text[:end]
    found = [each for each in numbers(text) if each.start >= start]
    money = [each for each in found if each.currency]
    parts = [each for each in found if each.percent]
    if len(money) != 2 or len(parts) != 1 or any(each.loose or each.low < each.high for each in (*money, *parts)):
        return
    first, last, share = money[0], money[1], parts[0]
    if not first.low or not _ARROW.fullmatch(text[first.end : last.start]) or share.start < first.start < share.end:
        return
    lower = last.low < first.low
    if not (_LESS if lower else _MORE).search(text[start:end]) or (_MORE if lower else _LESS).search(text[start:end]):
        return
    if first.unit in ("year", "yr") and last.unit in ("month", "mo"):
        return
    if _fits(first, last, share):
        yield Check("", line.place(share.start, share.end))
        return
    worth = abs(first.low - last.low) / first.low * 100
    patch = rewritten(line, share, (worth, worth), (first, last), "writes the percentage that the amounts come to")
    yield Check(_told(first, last, share), line.place(share.start, share.end), patch=patch)


def _fits(first: Number, last: Number, share: Number) -> bool:
    befores = (first.low - first.low_place / 2, first.low + first.low_place / 2)
    afters = (last.low - last.low_place / 2, last.low + last.low_place / 2)
    worths = [abs(one - other) / one * 100 if one else Decimal(0) for one in befores for other in afters]
    step = max(share.low_place, Decimal(1)) * (3 if share.rough else 1)
    return min(worths) - step <= share.low <= max(worths) + step


def _told(first: Number, last: Number, share: Number) -> str:
    worth = abs(first.low - last.low) / first.low * 100
    return (
        f"from {ends(first.low, first.high)} to {ends(last.low, last.high)} is {worth:.0f} %, and {plain(share.low)} % is stated"
    )
