"""Every calculation that a document writes out with its result, and whether it comes to that."""

from collections.abc import Iterator
from decimal import Decimal

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.arithmetic.expression import Expression, after, before
from opsworthy.rules.shapes.arithmetic.flaw import Check, ends
from opsworthy.rules.shapes.arithmetic.lines import Line, lines
from opsworthy.rules.shapes.arithmetic.numbers import Number, numbers
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_EQUALS = regex(r"(?<![=<>!~:])\s?(?:=|≈|≅)\s?(?![=>~])")
_CUT = regex(r"[;:|→]|->|=>|\.\s|,\s")
_SIGN = regex(r"(?:[×÷*/@−^]|\s[x+])[\s(~≈$€£]*\Z")
_MARKS = regex(r"[\s~≈*_($€£]*\Z")
_LEAD = regex(r"(?:\A|[:|;=→]|\.\s|,\s|[A-Za-z])[\s*_>+(~≈-]*(?:\d{1,2}\.\s)?(?:[A-Za-z][^\d:|=]{0,60}\s?)?[\s~≈(]*[$€£₹]?\Z")
_OPEN_ENDS = ("*", "×", "+", "/", "÷", "=")
_SIZES = tuple(
    factor for power in range(4) for base in (Decimal(1000), Decimal(1024)) for factor in (base**power, 1 / base**power)
)
_TIMES = tuple(Decimal(each) for each in (1, 3, 12, 24, 30, 31, 365, 52, 4, 60, 720, 730, 744, 8760, 3600, 22, 20, 7, 1440, 160))

_UNSAID = tuple(each for time in (12, 24, 30, 60, 365, 720, 730, 3600, 8760) for each in (Decimal(time), 1 / Decimal(time)))
_THOUSANDS = tuple(Decimal(10) ** power for power in (3, 6, 9, -3, -6, -9))


@dataclass(frozen=True, slots=True)
class Calculation:
    """What is written, what it comes to (at its low and its high ends), what is stated, and where that stands."""

    written: str
    low: Decimal
    high: Decimal
    stated: Number
    wrong: bool
    location: Location
    money: bool


def calculations(document: Document) -> Iterator[Calculation]:
    """The calculations of a document whose parts and result can all be read, each with nothing before it but its label."""
    read = reading(document)
    for line in lines(document):
        if read.line(line.at - 1).rstrip().endswith(_OPEN_ENDS):
            continue
        for start, end in line.stretches():
            if "=" in line.text[start:end] or "≈" in line.text[start:end]:
                yield from _of(line, start, end)


def _of(line: Line, start: int, end: int) -> Iterator[Calculation]:
    text = line.text[:end]
    signs = list(_EQUALS.finditer(text, start))
    found = [each for each in numbers(text) if each.start >= start] if signs else []
    for equals in signs:
        left = [at for at, each in enumerate(found) if each.end <= equals.start()]
        right = [at for at, each in enumerate(found) if each.start >= equals.end()]
        if not left or not right or not _MARKS.fullmatch(text[equals.end() : found[right[0]].start]):
            continue
        tail = text[found[left[-1]].end : equals.start()]
        named = text[equals.start() - 1 : equals.start()].isalpha() and not equals.group().startswith(" ")
        if named or len(tail.split()) > 3 or len(tail) > 40 or _CUT.search(tail) or any(letter in tail for letter in "+×*÷−"):
            continue
        told = _one(
            line, before(text, found, left[-1], _clause(text, start, found[left[-1]].start)), after(text, found, right[0], end)
        )
        if told:
            yield told


def _clause(text: str, start: int, end: int) -> int:
    cuts = [each.end() for each in _CUT.finditer(text, start, end)]
    return cuts[-1] if cuts else start


def _one(line: Line, sum_: Expression | None, result: Expression | None) -> Calculation | None:
    """The calculation, where one side is one and the other a plain number."""
    if not sum_ or not result or not sum_.signs or result.signs:
        return None
    stated = result.numbers[0]
    if _SIGN.search(line.text[: sum_.start]) or not _LEAD.search(line.text[: sum_.start]) or not _clean(sum_, stated):
        return None
    low, high = sum_.worth(high=False), sum_.worth(high=True)
    if low is None or high is None:
        return None
    fits = any(
        _within(low, high, factor, stated)
        or (_meets(low, factor, stated.low, stated.low_place) and _meets(high, factor, stated.high, stated.high_place))
        for factor in _factors(sum_, stated)
    )
    return Calculation(
        line.text[sum_.start : sum_.end].strip(), _middle(low), _middle(high), stated, not fits,
        line.place(stated.start, stated.end), bool(stated.currency) and not stated.loose,
    )  # fmt: skip


def _clean(sum_: Expression, stated: Number) -> bool:
    """Whether nothing in it leaves a choice: no bound that is open, no range taken from a range, one currency."""
    parts = sum_.numbers
    currencies = {each.currency for each in (*parts, stated) if each.currency}
    ranged = any(each.low < each.high for each in parts)
    if not _alike(sum_, stated):
        return False
    units = {each.unit for each in parts}
    if {"ns", "us", "µs", "ms"} & {*units, stated.unit} or (sum_.fraction and not stated.currency):
        return False
    if not stated.currency and not stated.percent and stated.unit and stated.unit not in units and not sum_.sizes:
        return False
    if stated.loose or any(each.loose for each in parts) or len(currencies) > 1 or (ranged and {"-", "/"} & set(sum_.signs)):
        return False
    if stated.currency and not any(each.currency for each in parts):
        return False
    if any(divisor > 1 for divisor in sum_.divisors) and ("*" not in sum_.signs or "/" in sum_.signs):
        return False
    if sum_.aside or (set(sum_.signs) == {"/"} and (sum_.divisors[0] > 1 or parts[-1].low_place >= 1000)):
        return False
    return not (stated.percent and not any(each.percent for each in parts) and set(sum_.signs) - {"/"})


def _alike(sum_: Expression, stated: Number) -> bool:
    """Whether all that is added is of one kind: money for one period, or no money at all."""
    terms: list[list[Number]] = [[sum_.numbers[0]]]
    for sign, number in zip(sum_.signs, sum_.numbers[1:], strict=True):
        if sign in "+-":
            terms.append([number])
        else:
            terms[-1].append(number)
    if any(sum(bool(each.currency) for each in term) > 1 for term in terms) and "/" not in sum_.signs:
        return False
    if len(terms) == 1:
        return True
    kinds = {any(each.currency for each in term) for term in terms}
    periods = {each.unit for term in terms for each in term if each.currency}
    return kinds == {bool(stated.currency)} and len(periods - {stated.unit}) <= (0 if stated.unit in periods else 1)


def _factors(sum_: Expression, stated: Number) -> tuple[Decimal, ...]:
    """The conversions that may be meant: of bytes, of times, of a share into per cent."""
    one = Decimal(1)
    found = [one, *_UNSAID]
    if not any(divisor > 1 for divisor in sum_.divisors):
        found += _THOUSANDS
    if stated.percent:
        found += [Decimal(100)]
    if sum_.sizes:
        found += _SIZES
    if sum_.times:
        found += [each for time in _TIMES for each in (Decimal(time), one / time)]
    if sum_.sizes and sum_.times:
        found += [size * each for size in _SIZES for time in _TIMES for each in (Decimal(time), one / time)]
    return tuple(found)


def _within(low: tuple[Decimal, Decimal], high: tuple[Decimal, Decimal], factor: Decimal, stated: Number) -> bool:
    """Whether a point is stated for a range, and lies inside it."""
    return stated.low == stated.high and low != high and low[0] * factor <= stated.low <= high[1] * factor


def _meets(worth: tuple[Decimal, Decimal], factor: Decimal, stated: Decimal, place: Decimal) -> bool:
    """Within one of the last place shown: some cut off where others round."""
    low, high = sorted((worth[0] * factor, worth[1] * factor))
    slack = place + abs(stated) / 500
    return low - slack <= stated <= high + slack


def _middle(worth: tuple[Decimal, Decimal]) -> Decimal:
    return (worth[0] + worth[1]) / 2


def as_checks(document: Document) -> Iterator[Check]:
    """The calculations, each with what it comes to."""
    for each in calculations(document):
        stated = ends(each.stated.low, each.stated.high)
        low, high = (
            value if value != value.to_integral_value() else value.to_integral_value() for value in (each.low, each.high)
        )
        told = f"{each.written} comes to {ends(low, high)}, and {stated} is stated"
        yield Check(told if each.wrong else "", each.location)
