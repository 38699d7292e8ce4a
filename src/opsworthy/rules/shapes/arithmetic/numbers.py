"""Numbers of one line with what they are stated in and how exactly, for working out again what the line says of them."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_SCALES = {"k": 1_000, "t": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_VALUE = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?|\d{1,12}(?:\.\d{1,12})?"
_NUMBER = regex(
    rf"(?P<sign>US\$|[$€£¥₹])?\s?(?<![\w.,])(?P<value>{_VALUE})(?![,.]?\d)"
    r"(?P<scale>(?:k|K|M|B|\s?[mM]illion|\s?[tT]housand|\s?[bB]illion)(?![A-Za-z]))?(?P<code>\s?(?:USD|EUR|GBP)\b|\s?€)?(?P<percent>\s?%)?"
)
_SIGNS = regex("[€£¥₹]")
_ROUGH = regex(r"(?i)(?:[~≈]|\b(?:about|around|approx\w*|roughly|circa|nearly|almost|some)\.?)[\s*_(]{0,3}\Z")
_LOOSE = regex(
    r"(?i)(?:[<>≤≥]=?|\b(?:up to|from|start\w*(?: at)?|at least|at most|max\w*|min\w*|over|under|below|above|beyond"
    r"|(?:less|more) than|as low as|within|first|exceeds?|only)\b)[\s:=*_(]{0,3}\Z"
)
_MORE = regex(r"(?:L|Cr|lakhs?|crores?)\b|\s(?:lakhs?|crores?)\b|\s?\+(?!\s*[~$€£\d(])|\s(?:or more|and up|and above)\b")
_BEFORE_GROUP = regex(r"\d[ \u00a0\u202f]\Z")
_GROUP = regex(r"[ \u00a0\u202f]\d{3}(?!\d)")
_UNIT = regex(r"\s?(?:/|per\s)?\s?([A-Za-zµ]{1,14})")
_TIED = frozenset(["-", "–", "—", " – ", " — "])
_CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range in a line, by offsets. `low_place` and `high_place` are the last places shown (1 for 75, 0.01
    for 0.09); of a rough or scaled number the last digit that is not zero. `loose` has one bound only: `up to 50`, `2,000+`."""

    low: Decimal
    high: Decimal
    low_place: Decimal
    high_place: Decimal
    currency: str
    percent: bool
    rough: bool
    loose: bool
    unit: str
    start: int
    end: int

    @property
    def counted(self) -> bool:
        """A plain count, which nobody rounds: 5 hosts, 1,000 calls."""
        return not self.currency and not self.percent and not self.rough and self.low_place >= 1


def is_priced(text: str) -> bool:
    """Whether a text holds the mark of a currency, without which no number in it has one."""
    if "$" in text or "USD" in text or "EUR" in text or "GBP" in text:
        return True
    return not text.isascii() and _SIGNS.search(text) is not None


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text in its order, ranges in one. A number that is part of a name (t3, v1.2) is none."""
    found: list[Number] = []
    for each in _each(text):
        before = found[-1] if found else None
        if before and text[before.end : each.start] in _TIED and _is_range(before, each):
            found[-1] = _joined(before, each, text)
        else:
            found.append(each)
    return tuple(found)


def _is_range(first: Number, last: Number) -> bool:
    return first.low == first.high and first.low <= last.low and (bool(first.currency) or not last.currency)


def _joined(first: Number, last: Number, text: str) -> Number:
    return Number(
        first.low, last.high, first.low_place, last.high_place, first.currency or last.currency, first.percent or last.percent,
        first.rough, first.loose or last.loose, _unit(text, last.end), first.start, last.end,
    )  # fmt: skip


def _each(text: str) -> Iterator[Number]:
    for found in _NUMBER.finditer(text):
        before = text[max(0, found.start() - 24) : found.start()]
        value = Decimal(found["value"].replace(",", ""))
        scale = _SCALES[found["scale"].strip()[0].lower()] if found["scale"] else 1
        rough = bool(_ROUGH.search(before))
        grouped = _GROUP.match(text, found.end("value")) or (
            len(found["value"]) == 3 and _BEFORE_GROUP.search(text[: found.start("value")])
        )
        loose = bool(grouped or _LOOSE.search(before) or _MORE.match(text, found.end()))
        written = value * scale
        sign = found["sign"] or (found["code"] or "").strip()
        yield Number(
            written, written, *(place_of(value, scale, rough=rough),) * 2, _CURRENCIES.get(sign, sign), bool(found["percent"]),
            rough, loose, _unit(text, found.end()),
            found.start() if found["sign"] else found.start("value"), found.end(),
        )  # fmt: skip


def place_of(value: Decimal, scale: int = 1, *, rough: bool = False) -> Decimal:
    """The last place that a number shows. In a rough one zeros at its end show nothing, and a five after other digits is half
    a place."""
    place = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
    if not rough or not value:
        return place * scale
    while value % (place * 10) == 0:
        place *= 10
    half = value > place * 10 and value % (place * 5) == 0
    return place * (5 if half else 1) * scale


def rounded(worth: Decimal, stated: Decimal) -> Decimal:
    """What is stated, where it is what comes out with two digits at most: 25,000 for 24,000."""
    few = len(stated.normalize().as_tuple().digits) <= 2
    return stated if few and abs(worth - stated) <= worth / 8 else worth


def _unit(text: str, end: int) -> str:
    found = _UNIT.match(text, end)
    return found.group(1).lower() if found else ""
