"""Lengths of time that are said to be made of others: 15 minutes (5 min deploy + 10 min monitoring)."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document, Duration, Section
from opsworthy.documents.durations import Span, find
from opsworthy.findings.outcome import Related
from opsworthy.rules.shapes.arithmetic.flaw import Check
from opsworthy.rules.shapes.arithmetic.lines import Line, lines
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.regex import regex

_OPEN = regex(r"\s*(?:total\s*|in total\s*)?[(:=]\s*[~≈]?\s*\Z", re.IGNORECASE)
_PLUS = regex(r"[A-Za-z ,'’/-]{0,40}\s(?:\+|plus)\s[A-Za-z '’/-]{0,30}[~≈]?\s?\Z|\s?\+\s?[~≈]?\s?\Z")
_TAIL = regex(r"[A-Za-z ,'’/-]{0,40}(?:\)|$|[.;])")
_EXPECTED = regex(
    r"\b(?:expected|total|estimated|overall)\b.{0,20}\b(?:duration|time)\b|^(?:duration|time(?: required)?)$", re.IGNORECASE
)
_LASTS = regex(r"(?:\(\s*[~≈]?|\b(?:wait|monitor\w*|watch|observe|takes?|for|about|allow)\b[^.;]{0,24}[~≈]?)\s?\Z", re.IGNORECASE)
_UNLESS = regex(
    r"\b(?:if|until|within|timeout|every|interval|last|after|older|up to|at most|max\w*|previous|ago|retention|per)\b",
    re.IGNORECASE,
)


def times(document: Document) -> Iterator[Check]:
    """Totals of time with the parts that stand beside them, and expected durations with the times of the steps."""
    for line in lines(document):
        if "+" in line.text or " plus " in line.text:
            for start, end in line.stretches():
                yield from _beside(line, start, end)
    for section in reading(document).sections:
        yield from _of_steps(document, section)


def _beside(line: Line, start: int, end: int) -> Iterator[Check]:
    text = line.text[start:end]
    spans = list(find(text))
    for at, total in enumerate(spans[:-2]):
        if not _OPEN.search(text[total.end : spans[at + 1].start]):
            continue
        parts = [spans[at + 1]]
        for each in spans[at + 2 :]:
            if not _PLUS.fullmatch(text, parts[-1].end, each.start):
                break
            parts.append(each)
        if len(parts) < 2 or not _TAIL.match(text, parts[-1].end):
            continue
        if total.low >= 86_400 and total.low % 86_400 != parts[0].low % 86_400:
            continue  # a working day has other hours
        low, high = sum(each.low for each in parts), sum(each.high for each in parts)
        right = abs(low - total.low) <= _slack(text, total) and abs(high - total.high) <= _slack(text, total)
        told = f"{said(total.low, total.high)} is stated for parts that come to {said(low, high)}"
        yield Check("" if right else told, line.place(start + total.start, start + total.end))


def _slack(text: str, total: Span) -> int:
    rough = re.search(r"[~≈]\s?\Z|\b(?:about|around|roughly)\s\Z", text[: total.start])
    return max(total.high // 6, 59) if rough else 0


def _of_steps(document: Document, section: Section) -> Iterator[Check]:
    """The expected duration of a section against what its own steps say they take; they may take less than they are given."""
    totals = [each for each in section.durations if _EXPECTED.search(each.label)]
    if (
        len(totals) != 1
        or re.search(r"\beach\b|\bper\b", reading(document).line(totals[0].location.line))
        or len({each.under for each in section.steps}) > 1
        or len(section.steps) < 2
    ):
        return
    text = reading(document)
    parts: list[Duration] = []
    for step in section.steps:
        inside = [each for each in section.durations if each.location.line == step.location.line]
        line = text.line(step.location.line)
        if len(inside) == 1 and _LASTS.search(line[: inside[0].location.column - 1]) and not _UNLESS.search(line):
            parts.append(inside[0])
    least = sum(each.low for each in parts)
    if len(parts) < 2:
        return
    right = least <= totals[0].high
    told = f"the steps take {said(least, least)} at least, and {said(totals[0].low, totals[0].high)} is stated for all of them"
    yield Check(
        "" if right else told, totals[0].location, tuple(Related(each.location, said(each.low, each.high)) for each in parts)
    )


def said(low: int, high: int) -> str:
    """Seconds in the largest unit that both ends fill."""
    for name, size in (("hour", 3600), ("minute", 60), ("second", 1)):
        if low >= size and low % (size // 2 or 1) == 0 and high % (size // 2 or 1) == 0:
            span = f"{low / size:g}" if low == high else f"{low / size:g}–{high / size:g}"
            return f"{span} {name}{'' if span == '1' else 's'}"
    return f"{low}–{high} seconds" if low != high else f"{low} seconds"
