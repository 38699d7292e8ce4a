"""Amounts of money that do not say for how long they are."""

import re

from opsworthy.documents.document import Amount
from opsworthy.rules.shapes.reading import Passage, Row
from opsworthy.text.regex import regex

_ONCE = regex(
    r"\b(?:one[ -]time|once|initial|set-?up|upfront|up-front|per |each |saves?|saving|free|in total so far)", re.IGNORECASE
)
PERIOD = regex(
    r"\b(?:(?:month|year|quarter|week|hour)(?:s|ly)?|days?|daily|annual(?:ly)?|annum|sprints?)\b|/\s?(?:mo|yr|hr)\b",
    re.IGNORECASE,
)
# A price of one of something, or a figure of another kind, by what its column or heading is called.
_OF_ONE = regex(
    r"\bper\b|\b(?:unit|rates?|prices?|pricing|each|licen[cs]\w*|one-time|investment|development|set-?up|savings?|roi|revenue|budgets?"
    r"|value|worth|credits?|second|session|request|transaction|scenario|comparison|input|output|tokens?)\b|/\s?(?:\d|[kKM]\b|M?Tok|GB|TB|operation|call|image|user)",
    re.IGNORECASE,
)
_PRICED = regex(r"[$€£₹]\s?\d[\d,.\s–-]*(?:/|per |an? )\s?\w+")
_MONEY = regex(r"[$€£₹]\s?\d")
_ITEM = regex(r"\s*(?:[-*+|]|\d{1,2}[.)]\s)(?!\*)")
_MANY = 12
_RECKONED = regex(r"\d\s?[×*@]|[×*@]\s?[$€£₹]?\d|\dx?\s+x\s+[$€£₹]?\d")


def timeless(passage: Passage) -> tuple[tuple[Amount, ...], ...]:
    """The amounts that neither say for how long they are nor that they are paid once, or for each unit of something, and that
    nothing around them says it of; those below one heading together."""
    rows = {row.location.line: row for row in passage.rows}
    timed = {each.location.line for each in passage.amounts if each.period and each.location.line not in rows}
    found: dict[int, list[Amount]] = {}
    for each in passage.amounts:
        at = each.location.line
        if each.period is None and not each.unit and each.high and at not in timed and not _told(passage, each, rows.get(at)):
            above = max((head.first for head in passage.reading.headed if head.first <= at), default=0)
            found.setdefault(above, []).append(each)
    return tuple(tuple(amounts) for amounts in found.values())


def _told(passage: Passage, amount: Amount, row: Row | None) -> bool:
    at = amount.location.line
    line = passage.reading.line(at)
    headed = [each for each in passage.reading.headed if each.first <= at]
    if _ONCE.search(f"{amount.under} {line}") or _RECKONED.search(line) or (headed and headed[-1].first == at):
        return True
    above = [each.title for each in headed if at <= each.last] + [each.title for each in headed[-2:-1]]
    around = [_PRICED.sub("", line) if row else line, " ".join(row.header) if row else "", amount.under, *above]
    own = amount.label.rpartition(":")[2] if row else amount.label
    first = headed[-1].first if headed else 1
    led = (each for each in map(passage.reading.line, range(first, at)) if not _ITEM.match(each) and not _MONEY.search(each))
    beside = _above(passage, at)
    outer = (each for each in beside if not row and _indent(each) < _indent(line))
    return (
        any(PERIOD.search(_PRICED.sub("", each)) for each in beside)
        or any(PERIOD.search(each) for each in outer)
        or any(PERIOD.search(words) for words in around)
        or any(_OF_ONE.search(words) for words in (own, amount.under, *above[-2:]))
        or any(PERIOD.search(words) for words in led)
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t>"))


def _above(passage: Passage, at: int) -> list[str]:
    """The lines right above one, without a gap: those of the same list."""
    found: list[str] = []
    while at > 1 and (line := passage.reading.line(at - 1)).strip() and len(found) < _MANY:
        found.append(line)
        at -= 1
    return found
