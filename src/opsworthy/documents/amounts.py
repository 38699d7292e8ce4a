"""Money in running text: points and ranges, with currency, period and what a price is per."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

_NUMBER = r"\d{1,12}(?:[.,]\d{1,9}){0,4}"
_SCALE = r"(?:\s?(?:[kK]|[mM]|thousand|million|bn|billion)(?![A-Za-z]))?"
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}
_TO = r"\s*(?:-|–|—|−|\bto\b|\band\b|~|…|\.\.\.?)\s*"
_PERIODS = {
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "h": "hour", "hourly": "hour", "day": "day", "days": "day", "d": "day",
    "daily": "day", "week": "week", "wk": "week", "weekly": "week", "month": "month", "months": "month", "mo": "month", "mon": "month",
    "mth": "month", "monthly": "month", "m": "month", "quarter": "quarter", "quarterly": "quarter", "year": "year", "years": "year",
    "yr": "year", "y": "year", "annum": "year", "annually": "year", "yearly": "year", "annual": "year",
}  # fmt: skip
_PER = re.compile(
    r"[\s~*_+)]{0,4}(?:(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b)\s*(?P<what>(?:\d[\d,.]*\s?[kKmM]?\s*)?[A-Za-z%][\w-]{0,30}(?:\s(?:requests|tokens|emails|events|users|calls|messages|million|operations|spans|lookups|minutes))?)(?:\s*(?:/|\bper\b|-)\s*(?P<then>[A-Za-z]{1,8}))?|(?P<adverb>hourly|daily|weekly|monthly|quarterly|annually|yearly))",
)
_EACH = re.compile(r"\s+per\s+([A-Za-z][\w-]{0,30})")
_TOTAL = re.compile(r"(?i)\b(?:grand |sub)?totals?\b|\bsum\b|\ball[- ]in\b|\boverall\b")


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


@cache
def _currencies() -> tuple[dict[str, str], dict[str, str]]:
    data = tomllib.loads(files(__package__).joinpath("currencies.toml").read_text("utf-8"))
    codes = {name: name for name in data["codes"]["names"].split()} | dict(data["codes"]["words"])
    return dict(data["signs"]), codes


@cache
def _pattern() -> re.Pattern[str]:
    signs, codes = _currencies()
    sign = "(?:" + "|".join(sorted(map(re.escape, signs), key=len, reverse=True)) + ")"
    code = "(?:" + "|".join(sorted(codes, key=len, reverse=True)) + ")"
    before = rf"(?:(?P<sign>(?<![A-Za-z0-9]){sign}|(?<=[\d\s(~<>=+|-]){sign}|^{sign})\s?|(?P<code>\b{code}\s?{sign}?\s?))"
    ranged = rf"(?:(?P<skip>{_PER_SHORT})?{_TO}(?:{sign}|{code}\s?)?\s?(?P<high>{_NUMBER})(?P<high_scale>{_SCALE}))?"
    first = rf"{before}(?P<low>{_NUMBER})(?P<low_scale>{_SCALE}){ranged}"
    second = rf"(?<![\w.,$€£])(?P<low2>{_NUMBER})(?P<low2_scale>{_SCALE})(?:{_TO}(?P<high2>{_NUMBER})(?P<high2_scale>{_SCALE}))?\s?(?:(?P<code2>{code})\b|(?P<sign2>€|£|zł|₽|¥)(?!\d))"
    return re.compile(f"{first}|{second}")


_PER_SHORT = r"\s?/\s?(?:mo|month|hr|hour|day|yr|year)"


def find(text: str) -> Iterator[Money]:
    """The amounts of a text, in its order. A percentage is none, and neither is a number without a currency."""
    if not any(char.isdigit() for char in text):
        return
    for found in _pattern().finditer(text):
        money = _money(text, found)
        if money is not None:
            yield money


def _money(text: str, found: re.Match[str]) -> Money | None:
    signs, codes = _currencies()
    suffix = "2" if found.group("low2") else ""
    low = _number(found.group(f"low{suffix}"), found.group(f"low{suffix}_scale"))
    high_text = found.group(f"high{suffix}")
    high = _number(high_text, found.group(f"high{suffix}_scale")) if high_text else low
    if low is None or high is None or text[found.end() : found.end() + 1] == "%":
        return None
    if high_text and not found.group(f"low{suffix}_scale") and found.group(f"high{suffix}_scale"):
        low = low * _scale(found.group(f"high{suffix}_scale")) if low < 1000 else low
    if high < low:
        high_text, high = None, low
    if suffix:
        mark = found.group("code2") or found.group("sign2")
    else:
        mark = found.group("sign") or found.group("code").strip().rstrip("$€£¥₹ ")
    currency = signs.get(mark.strip()) or codes.get(mark.strip(), mark.strip())
    end = found.end()
    period, unit, end = _per(text, end)
    if period is None and not suffix and found.group("skip"):
        period = _PERIODS.get(found.group("skip").strip(" /"), None)
    return Money(low, high, currency, period, unit, found.start(), end)


def _per(text: str, end: int) -> tuple[str | None, str, int]:
    """The period and the unit that follow an amount, and where they end."""
    found = _PER.match(text, end)
    if not found:
        return None, "", end
    if found.group("adverb"):
        return _PERIODS[found.group("adverb").lower()], "", found.end()
    what, then = found.group("what"), found.group("then")
    period = _PERIODS.get(what.lower())
    if period is not None:
        each = _EACH.match(text, found.end("what"))
        return period, each.group(1) if each else "", each.end() if each else found.end("what")
    period = _PERIODS.get(then.lower()) if then else None
    if period is None and "-" in what:
        unit, _, last = what.rpartition("-")
        if last.lower() in _PERIODS:
            return _PERIODS[last.lower()], unit, found.end("what")
    return period, what, found.end() if period else found.end("what")


def _number(written: str, scale: str | None) -> Decimal | None:
    """A number with separators of either custom: 1,200.50 and 1.200,50."""
    separators = [char for char in written if char in ".,"]
    if separators:
        last = separators[-1]
        whole, _, rest = written.rpartition(last)
        grouped = len(rest) == 3 and (separators.count(last) > 1 or last == ",")
        if grouped and not (len(separators) == 1 and whole.startswith("0")):
            plain = written.replace(",", "").replace(".", "")
        else:
            plain = whole.replace(",", "").replace(".", "") + "." + rest
    else:
        plain = written
    return Decimal(plain) * _scale(scale)


def _scale(written: str | None) -> int:
    return _SCALES.get((written or "").strip().lower(), 1)


def is_total(label: str) -> bool:
    """Whether a label says that its amount is a sum of others."""
    return _TOTAL.search(label) is not None


def is_amount(text: str) -> bool:
    """Whether a text is an amount and nothing else; `$1` alone is an argument of a script."""
    written = text.strip().lstrip("~<>≤≥≈+- ")
    found = next(find(written), None)
    return found is not None and (found.start, found.end) == (0, len(written)) and len(written) > len("$1")


def unit_of(label: str) -> str:
    """What a label says its amount is per: `Cost per request` is per request; a period is no unit."""
    found = re.search(r"(?i)\b(?:cost|price|rate)s?\s+per\s+([A-Za-z][\w-]*)", label)
    return found.group(1).lower() if found and found.group(1).lower() not in _PERIODS else ""


def period_of(text: str) -> str | None:
    """The period that a heading or a column's title states for what stands under it: `Monthly cost`, `Cost (USD/month)`."""
    words = re.findall(r"[a-z]+", text.lower())
    long = [word for word in words if len(word) > 2 or word in ("mo", "yr", "hr")]
    return next((_PERIODS[word] for word in long if word in _PERIODS and word not in ("days", "hours", "months", "years")), None)


def currency_of(text: str) -> str | None:
    """The currency that a column's title states for the bare numbers under it."""
    signs, codes = _currencies()
    found = re.search(r"\b(?:" + "|".join(code for code in codes if code.isupper()) + r")\b|[$€£¥₹]", text)
    return (signs.get(found.group()) or codes.get(found.group())) if found else None


_BARE = re.compile(rf"\s*[~≈]?\s*(?P<low>{_NUMBER})(?P<low_scale>{_SCALE})(?:{_TO}(?P<high>{_NUMBER})(?P<high_scale>{_SCALE}))?\s*\Z")


def bare(cell: str, currency: str, period: str | None) -> Money | None:
    """A table's cell that holds nothing but a number or a range, under a title that states its currency."""
    found = _BARE.match(cell)
    if not found:
        return None
    low = _number(found.group("low"), found.group("low_scale"))
    high = _number(found.group("high"), found.group("high_scale")) if found.group("high") else low
    if low is None or high is None or high < low:
        return None
    return Money(low, high, currency, period, "", found.start("low"), found.end())
