"""Limits and the thresholds that warn of them, block by block."""

import re
from collections.abc import Iterator
from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import Related
from opsworthy.rules.shapes.arithmetic.flaw import Check, plain
from opsworthy.rules.shapes.arithmetic.lines import Line, lines
from opsworthy.rules.shapes.arithmetic.numbers import Number, is_priced, numbers
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_LIMIT = regex(
    r"\b(?:(?:hard|soft|spending|monthly|budget|cost)[ -](?:limit|cap|ceiling|budget)|limit|budget|cap)\b", re.IGNORECASE
)
_SOFT = regex(r"\bsoft\b|\bbudget\b|\btarget\b", re.IGNORECASE)
_WARNING = regex(r"\bwarn\w*", re.IGNORECASE)
_CRITICAL = regex(r"\bcritical\b|\bemergency\b", re.IGNORECASE)
_ALERT = regex(r"\balerts?\b|\bthresholds?\b|\bnotif\w+|\balarm\w*", re.IGNORECASE)
_LABEL = regex(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?(?P<label>[A-Za-z][^:|$€£\d]{1,50}?)\s*:\s*[~≈]?\s*")
_BESIDE = regex(r",? (?:with an? )?(?:alert|warning|notification)s? (?:at|from) ", re.IGNORECASE)
_SHARE = regex(r"\s*(?:/\s?\w{1,8}|per \w{1,8}|a month)?\s*\(\s*(?:at\s)?[~≈]?\s?\d")
_UNUSUAL = regex(
    r"\b(?:anomal\w*|forecast\w*|increase|per (?:request|user|query)|daily|each day|hour\w*|unused)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Level:
    """A labelled amount: `share` is the percentage in the bracket after it; `kind` limit, soft, warning, critical or alert."""

    name: str
    kind: str
    amount: Number
    share: Number | None
    location: Location


@dataclass(frozen=True, slots=True)
class Block:
    """The levels that stand together, with nothing else between them."""

    levels: tuple[Level, ...]

    @property
    def limit(self) -> Level | None:
        """The one limit; None where there are several or none."""
        found = [each for each in self.levels if each.kind in ("limit", "soft")]
        return found[0] if len(found) == 1 and found[0].amount.low else None

    def first(self, kind: str) -> Level | None:
        return next((each for each in self.levels if each.kind == kind), None)


def blocks(document: Document) -> tuple[Block, ...]:
    """The groups of levels of a document; worked out once."""
    return _blocks(reading(document))


@lru_cache(maxsize=8)
def _blocks(read: Reading) -> tuple[Block, ...]:
    found: list[Block] = []
    held: list[Level] = []
    last: Line | None = None
    for line in lines(read.document):
        level = None if line.cells else _level(line)
        apart = last is None or _parted(read, last, line)
        if level is None or apart:
            found += [Block(tuple(held))] if held else []
            held = []
        if level is not None:
            held.append(level)
        last = line if level is not None else None
    found += [Block(tuple(held))] if held else []
    found += [*_of_rows(read), *_of_sentences(read)]
    return tuple(each for each in found if len(each.levels) > 1)


def _of_rows(read: Reading) -> Iterator[Block]:
    """A limit and its alert in two columns of one row."""
    for row in read.rows:
        cells = [
            (name, cell) for name, cell in zip(row.header, row.cells, strict=False) if _kind(name) in ("limit", "soft", "alert")
        ]
        found = [level for name, cell in cells if (level := _stated(f"{row.cells[0]}: {name}", _kind(name), cell, row.location))]
        if len(found) == 2:
            yield Block(tuple(found))


def _of_sentences(read: Reading) -> Iterator[Block]:
    """A limit and its alert in one sentence: `$260/month, alert at $195/month (75 %)`."""
    for each in read.paragraphs:
        line = read.line(each.location.line)
        beside = _BESIDE.search(line) if is_priced(line) else None
        if beside and not _UNUSUAL.search(line):
            limit = _stated("the limit", "limit", line[: beside.start()], each.location)
            alert = _stated("the alert", "alert", line[beside.end() :], each.location)
            if limit and alert:
                yield Block((limit, alert))


def _stated(name: str, kind: str, text: str, place: Location) -> Level | None:
    """The one amount of a text, with the percentage after it."""
    found = numbers(text) if is_priced(text) else ()
    money = [each for each in found if each.currency]
    if len(money) != 1 or money[0].low < money[0].high or money[0].loose:
        return None
    share = next((each for each in found if each.percent and each.start >= money[0].end and each.low == each.high), None)
    return Level(name, kind, money[0], share, place)


def _parted(read: Reading, last: Line, line: Line) -> bool:
    """Whether something stands between two lines: a heading, a bold lead-in, other words, or another depth of the list."""
    between = [read.line(at).strip() for at in range(last.at + 1, line.at)]
    return (
        line.indent != last.indent
        or any(each.startswith(("#", "**", "|")) or each.endswith(":") for each in between)
        or line.at > last.at + 3
    )


def _level(line: Line) -> Level | None:
    label = _LABEL.match(line.text) if line.priced else None
    if not label or _UNUSUAL.search(line.text):
        return None
    found = numbers(line.text)
    amount = next((each for each in found if each.start >= label.end() - 1), None)
    if not amount or not amount.currency or amount.start > label.end() + 2 or amount.low < amount.high or amount.loose:
        return None
    kind = _kind(label["label"])
    after = next((each for each in found if each.start >= amount.end), None)
    share = after if after and after.percent and _SHARE.match(line.text, amount.end) and after.low == after.high else None
    if not kind:
        return None
    return Level(label["label"].strip(" -*"), kind, amount, share, line.place(amount.start, amount.end))


def _kind(label: str) -> str:
    if _CRITICAL.search(label):
        return "critical"
    if _WARNING.search(label):
        return "warning"
    if _ALERT.search(label):
        return "alert"
    if _LIMIT.search(label):
        return "soft" if _SOFT.search(label) else "limit"
    return ""


def orders(document: Document) -> Iterator[Check]:
    """Each warning against what it warns of, and each warning against the critical threshold."""
    for block in blocks(document):
        limit, critical = block.limit, block.first("critical")
        for level in (each for each in block.levels if each.kind in ("warning", "alert")):
            if critical and level.kind == "warning":
                yield _below(level, critical)
            if limit and limit.kind == "limit" and not (level.share and level.share.low > 100):
                yield _below(level, limit, equal=True)


def _below(level: Level, other: Level, *, equal: bool = False) -> Check:
    low, high = level.amount.low, other.amount.low
    wrong = level.amount.currency == other.amount.currency and level.amount.unit == other.amount.unit
    wrong = wrong and (low > high or (low == high and not equal))
    told = f"“{level.name}” ({plain(low)}) is not below “{other.name}” ({plain(high)}), so it comes too late"
    return Check(told if wrong else "", level.location, (Related(other.location, f"{other.name}: {plain(high)}"),))
