"""Money in running text: points and ranges, with currency, period and what a price is per."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache

from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_NUMBER = r"\d{1,12}(?:[.,]\d{1,9}){0,4}"
_SPACED = rf"\d{{1,3}}(?:[\u00a0\u202f ]\d{{3}}){{1,3}}(?=\s?(?:/|\||\)|\Z|per\b|a month|[-–]\s?\d))|{_NUMBER}"
_SCALE = r"(?:\s?(?:[kK]|[mM]|thousand|million|bn|billion)(?![A-Za-z]))?"
_TO = r"\s*(?:-|–|—|−|\bto\b|\band\b|~|…|\.\.\.?)\s*"
_PER_BETWEEN = r"\s?/\s?(?:mo|month|hr|hour|day|yr|year)"
_COUNTED = r"requests|tokens|emails|events|users|calls|messages|million|operations|spans|lookups|minutes"
_PER = regex(
    r"[\s~*_+)]{0,4}(?:(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b)\s*"
    rf"(?P<what>(?:\d[\d,.]*\s?[kKmM]?\s*)?[A-Za-z%][\w-]{{0,30}}(?:\s(?:{_COUNTED}))?)"
    r"(?:\s*(?:/|\bper\b|-)\s*(?P<then>[A-Za-z]{1,8}))?"
    r"|(?P<adverb>hourly|daily|weekly|monthly|quarterly|annually|yearly))"
)
_DIGIT = regex(r"\d")
_FREE = regex(r"(?i)\bfree\s?(?:-|–|\bto)\s?\Z")
_EACH = regex(r"\s+per\s+([A-Za-z][\w-]{0,30})")
_TOTAL = regex(r"(?i)\b(?:grand |sub)?totals?\b|\bsum\b|\ball[- ]in\b|\boverall\b")
_PRICE_PER = regex(r"(?i)\b(?:cost|price|rate)s?\s+per\s+([A-Za-z][\w-]*)")
_PLURAL_PERIODS = frozenset(["days", "hours", "months", "years"])


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a text and where it stands there, by offsets. `unit` is what a price is per, "" for a sum."""

    low: Decimal
    high: Decimal
    currency: str
    period: str | None
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """`currencies` by sign, code and name; `periods` and `scales` by every word for them."""

    signs: Mapping[str, str]
    codes: Mapping[str, str]
    periods: Mapping[str, str]
    scales: Mapping[str, int]


@cache
def _words() -> _Words:
    data = data_of(__package__, "money.toml")
    periods = {word: period for period, words in data["periods"].items() for word in words.split()}
    scales = {word: int(scale) for scale, words in data["scales"].items() for word in words.split()}
    return _Words(data["signs"], data["codes"], periods, scales)


@cache
def _pattern() -> re.Pattern[str]:
    """A currency before a number or a range, or after it."""
    words = _words()
    sign = "(?:" + "|".join(sorted(map(re.escape, words.signs), key=len, reverse=True)) + ")"
    code = "(?:" + "|".join(sorted(words.codes, key=len, reverse=True)) + ")"
    first = (
        rf"(?:(?P<sign>(?<![A-Za-z0-9]){sign})\s?|(?P<code>\b{code}\s?{sign}?\s?))"
        rf"(?P<low>{_SPACED})(?P<low_scale>{_SCALE})"
        rf"(?:(?P<between>{_PER_BETWEEN})?{_TO}(?:{sign}|{code}\s?)?\s?(?P<high>{_SPACED})(?P<high_scale>{_SCALE}))?"
    )
    second = (
        rf"(?<![\w.,$€£])(?P<low2>{_NUMBER})(?P<low2_scale>{_SCALE})"
        rf"(?:{_TO}(?P<high2>{_NUMBER})(?P<high2_scale>{_SCALE}))?"
        rf"\s?(?:(?P<code2>{code})\b|(?P<sign2>€|£|zł|₽|¥)(?!\d))"
    )
    return regex(f"{first}|{second}")


@cache
def _mark() -> re.Pattern[str]:
    """What stands in every amount: a sign or a code."""
    words = _words()
    marks = {*words.signs, *words.codes, "€", "£", "zł", "₽", "¥"}
    return regex("|".join(re.escape(mark) for mark in sorted(marks) if not any(other in mark for other in marks - {mark})))


def may_state(text: str) -> bool:
    """Whether a text holds what stands in every amount; most texts do not."""
    return _DIGIT.search(text) is not None and _mark().search(text) is not None


def find(text: str) -> Iterator[Money]:
    """The amounts of a text, in its order. A percentage is none, and neither is a number without a currency."""
    if not may_state(text):
        return
    for found in _pattern().finditer(text):
        money = _money(text, found)
        if money is not None:
            yield money


def _money(text: str, found: re.Match[str]) -> Money | None:
    if text[found.end() : found.end() + 1] == "%":
        return None
    after = "2" if found["low2"] else ""
    low, high = _range(found[f"low{after}"], found[f"low{after}_scale"], found[f"high{after}"], found[f"high{after}_scale"])
    period, unit, end = _per(text, found.end())
    if period is None and not after and found["between"]:
        period = _words().periods[found["between"].strip(" /")]
    if low == high and _FREE.search(text[max(0, found.start() - 8) : found.start()]):
        low = Decimal(0)
    mark = (found["code2"] or found["sign2"]) if after else (found["sign"] or found["code"])
    return Money(low, high, _currency(mark), period, unit, found.start(), end)


def _currency(mark: str) -> str:
    words = _words()
    written = mark.strip()
    return words.signs.get(written) or words.codes[re.sub(r"[^A-Za-z]+\Z", "", written)]


def _range(low: str, low_scale: str, high: str | None, high_scale: str | None) -> tuple[Decimal, Decimal]:
    """Both ends; `$10-15k` is ten to fifteen thousand, and an end below the beginning is no range."""
    first = _number(low, low_scale)
    if not high:
        return first, first
    last = _number(high, high_scale)
    if not low_scale and high_scale and first < 1000:
        first *= _scale(high_scale)
    return (first, last) if last >= first else (first, first)


def _per(text: str, end: int) -> tuple[str | None, str, int]:
    """The period and the unit that follow an amount, and where they end."""
    periods = _words().periods
    found = _PER.match(text, end)
    if not found:
        return None, "", end
    if found["adverb"]:
        return periods[found["adverb"].lower()], "", found.end()
    what, then = found["what"], found["then"]
    period = periods.get(what.lower())
    if period is not None:
        each = _EACH.match(text, found.end("what"))
        return period, each.group(1) if each else "", each.end() if each else found.end("what")
    if then and then.lower() in periods:
        return periods[then.lower()], what, found.end()
    unit, _, last = what.rpartition("-")
    if unit and last.lower() in periods:
        return periods[last.lower()], unit, found.end("what")
    return None, what, found.end("what")


def _number(written: str, scale: str | None) -> Decimal:
    """A number with separators of either custom: 1,200.50 and 1.200,50."""
    written = re.sub(r"\s", "", written)
    separators = [char for char in written if char in ".,"]
    plain = written
    if separators:
        last = separators[-1]
        whole, _, rest = written.rpartition(last)
        grouped = len(rest) == 3 and (separators.count(last) > 1 or last == ",") and not whole.startswith("0")
        bare_whole = whole.replace(",", "").replace(".", "")
        plain = bare_whole + rest if grouped else f"{bare_whole}.{rest}"
    number = Decimal(plain)
    if _scale(scale) == 1:
        return number
    scaled = number * _scale(scale)
    return Decimal(int(scaled)) if scaled == scaled.to_integral_value() else scaled


def _scale(written: str | None) -> int:
    return _words().scales.get((written or "").strip().lower(), 1)


def is_amount(text: str) -> bool:
    """Whether a text is an amount and nothing else; `$1` alone is an argument of a script."""
    written = text.strip().lstrip("~<>≤≥≈+- ")
    found = next(find(written), None)
    return found is not None and (found.start, found.end) == (0, len(written)) and len(written) > len("$1")


def unit_of(label: str) -> str:
    """What a label says its amount is per: `Cost per request` is per request; a period is no unit."""
    found = _PRICE_PER.search(label)
    return found.group(1).lower() if found and found.group(1).lower() not in _words().periods else ""


def is_total(label: str) -> bool:
    """Whether a label says that its amount is a sum of others."""
    return _TOTAL.search(label) is not None


@lru_cache(maxsize=1024)
def period_of(text: str) -> str | None:
    """The period that a heading or a column's title states for what stands under it: `Monthly cost`, `Cost (USD/month)`."""
    periods = _words().periods
    words = re.findall(r"[a-z]+", text.lower())
    said = [
        word
        for word in words
        if word in periods and word not in _PLURAL_PERIODS and (len(word) > 2 or word in ("mo", "yr", "hr"))
    ]
    return periods[said[0]] if said else None


@lru_cache(maxsize=1024)
def currency_of(text: str) -> str | None:
    """The currency that a column's title states for the bare numbers under it."""
    words = _words()
    found = re.search(r"\b(?:" + "|".join(code for code in words.codes if code.isupper()) + r")\b|[$€£¥₹]", text)
    return (words.signs.get(found.group()) or words.codes.get(found.group())) if found else None


_BARE = regex(rf"\s*[~≈]?\s*(?P<low>{_NUMBER})(?P<low_scale>{_SCALE})(?:{_TO}(?P<high>{_NUMBER})(?P<high_scale>{_SCALE}))?\s*\Z")


def bare(cell: str, currency: str, period: str | None) -> Money | None:
    """A table's cell that holds nothing but a number or a range, under a title that states its currency."""
    found = _BARE.match(cell)
    if not found:
        return None
    low, high = _range(found["low"], found["low_scale"], found["high"], found["high_scale"])
    return Money(low, high, currency, period, "", found.start("low"), found.end())
