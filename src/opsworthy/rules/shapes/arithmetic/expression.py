"""Written-out calculations: `5 hosts × $15 = $75`, worked out again with everything between the bounds of what is stated."""

import re
from collections.abc import Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from itertools import pairwise

from opsworthy.rules.shapes.arithmetic.numbers import Number
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_SIGNS = {"×": "*", "x": "*", "X": "*", "*": "*", "·": "*", "@": "*", "at": "*", "times": "*", "+": "+", "plus": "+", "-": "-",
          "−": "-", "–": "-", "minus": "-", "/": "/", "÷": "/", "of": "*"}  # fmt: skip
_UNIT = r"(?:\s?[A-Za-zµ°'’&]{1,16}(?:-[A-Za-z]{1,12})?(?![A-Za-z])){0,5}?"
_PER = r"(?:\s?(?:/|\bper\b)\s?[A-Za-z]{1,14}(?:-[A-Za-z]{1,10})?(?:\s(?:tokens|requests|calls|users|events|month))?){0,2}"
_NOTE = r"(?:\s?\([^()\d=]{1,40}\))?"
_GAP = regex(
    rf"(?P<unit>{_UNIT}{_PER}{_UNIT}{_NOTE})(?P<close>\s?\)){{0,2}}"
    r"(?:\s{0,3}(?P<tight>[×*·÷/−@])\s{0,3}|\s{1,3}(?P<loose>[xX+–-]|plus|minus|times|at)\s{1,3}|\s(?P<of>of)\s|(?P<bare>x)\s?)"
    r"(?P<rough>[~≈]\s?)?(?P<open>\(\s?){0,2}"
)
_ASIDE = regex(r"[\d,.]{1,15}%?\s{0,2}[A-Za-z/]{0,9}\s?\([^()$€£₹]{0,12}\Z")
_BY = regex(r"\s?(?:/|\bper\b)\s?(?P<scale>thousand|million|billion|[KMB]\b)")
_DIVISORS = {"thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000, "billion": 10**9, "b": 10**9}
_SIZES = frozenset(["b", "byte", "bytes", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib"])
_TIMES = frozenset(
    f"{name}{plural}"
    for name in ("s", "sec", "second", "min", "minute", "h", "hr", "hour", "day", "week", "mo", "month", "quarter", "year", "yr")
    for plural in ("", "s")
)

Bounds = tuple[Decimal, Decimal]
Piece = Bounds | str


@dataclass(frozen=True, slots=True)
class Expression:
    """Numbers with the signs between them. `shown` is how it is written; `sizes` and `times` whether units of bytes or of time
    stand in it, whose conversions nobody writes out. One that stands `aside` explains, in brackets, an amount before it."""

    numbers: tuple[Number, ...]
    signs: tuple[str, ...]
    start: int
    end: int
    sizes: bool
    times: bool
    opened: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    divisors: tuple[int, ...] = ()
    aside: bool = False
    fraction: bool = False

    def worth(self, *, high: bool) -> Bounds | None:
        """Between which values the result of the low or the high ends lies; None where it cannot be told."""
        pieces: list[Piece] = []
        for at, number in enumerate(self.numbers):
            pieces += ["("] * self.opened[at]
            value = _bounds(number, high=high)
            if number.percent:
                value = (value[0] / 100, value[1] / 100)
            pieces.append((value[0] / self.divisors[at], value[1] / self.divisors[at]))
            pieces += [")"] * self.closed[at]
            pieces += [self.signs[at]] if at < len(self.signs) else []
        try:
            return _evaluate(pieces)
        except (IndexError, DivisionByZero, InvalidOperation, Overflow):
            return None


def _bounds(number: Number, *, high: bool) -> Bounds:
    value, place = (number.high, number.high_place) if high else (number.low, number.low_place)
    if number.counted or (place >= 1 and not number.rough):
        return value, value
    return value - place / 2, value + place / 2


def before(text: str, found: Sequence[Number], last: int, begin: int) -> Expression | None:
    """The longest calculation that ends with the number at `last`; None where only that number is one."""
    first = last
    while first > 0 and found[first - 1].start >= begin and _sign(text, found[first - 1], found[first]):
        first -= 1
    return _expression(text, found[first : last + 1], begin)


def after(text: str, found: Sequence[Number], first: int, end: int) -> Expression | None:
    """The longest calculation that begins with the number at `first`."""
    last = first
    while last + 1 < len(found) and found[last + 1].end <= end and _sign(text, found[last], found[last + 1]):
        last += 1
    return _expression(text, found[first : last + 1], 0)


def _sign(text: str, left: Number, right: Number) -> re.Match[str] | None:
    return _GAP.fullmatch(text, left.end, right.start) if right.start - left.end <= 90 else None


def _expression(text: str, found: Sequence[Number], begin: int) -> Expression | None:
    gaps = [gap for left, right in pairwise(found) if (gap := _sign(text, left, right))]
    signs = tuple(_SIGNS[next(filter(None, (gap["tight"], gap["loose"], gap["of"], gap["bare"]))).lower()] for gap in gaps)
    opened = [0, *(gap.group().count("(", gap.end("unit") - gap.start()) for gap in gaps)]
    closed = [*(gap.group()[gap.end("unit") - gap.start() :].count(")") for gap in gaps), 0]
    missing = sum(closed) - sum(opened)
    head = text[max(begin, found[0].start - 4) : found[0].start]
    if missing > 0 and "(" in head:
        opened[0] += 1
        missing -= 1
    if missing < 0 and text[found[-1].end : found[-1].end + 24].lstrip(
        " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/"
    ).startswith(")"):
        closed[-1] += 1
        missing += 1
    if missing or any(gap["of"] and not left.percent for gap, left in zip(gaps, found, strict=False)):
        return None
    tail = text[found[-1].end : found[-1].end + 30].partition("=")[0]
    words = {each.unit for each in found} | {word.lower() for word in re.findall(r"[A-Za-z]+", tail)}
    words |= {word.lower() for gap in gaps for word in re.findall(r"[A-Za-z]+", gap["unit"])}
    divisors = tuple(_divisor(text, each.end) for each in found)
    aside = _ASIDE.search(text[max(begin, found[0].start - 40) : found[0].start]) is not None
    return Expression(
        tuple(found), signs, found[0].start, found[-1].end, bool(words & _SIZES), bool(words & _TIMES), tuple(opened),
        tuple(closed), divisors, aside, set(signs) == {"/"},
    )  # fmt: skip


def _divisor(text: str, end: int) -> int:
    found = _BY.match(text, end)
    return _DIVISORS[found["scale"].lower()] if found else 1


def _evaluate(pieces: list[Piece]) -> Bounds:
    """A sum of products, from left to right; brackets are at most two deep."""
    values: list[Bounds] = []
    signs: list[str] = []
    strength = {"+": 1, "-": 1, "*": 2, "/": 2, "(": 0}

    def settle() -> None:
        right, left, sign = values.pop(), values.pop(), signs.pop()
        values.append(_apply(left, sign, right))

    for piece in pieces:
        if not isinstance(piece, str):
            values.append(piece)
        elif piece == "(":
            signs.append(piece)
        elif piece == ")":
            while signs[-1] != "(":
                settle()
            signs.pop()
        else:
            while signs and strength[signs[-1]] >= strength[piece]:
                settle()
            signs.append(piece)
    while signs:
        settle()
    return values[0]


def _apply(left: Bounds, sign: str, right: Bounds) -> Bounds:
    if sign == "+":
        return left[0] + right[0], left[1] + right[1]
    if sign == "-":
        return left[0] - right[1], left[1] - right[0]
    found = [one * other if sign == "*" else one / other for one in left for other in right]
    return min(found), max(found)
