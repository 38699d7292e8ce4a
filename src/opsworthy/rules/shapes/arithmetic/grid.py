"""Tables as numbers: what stands in each cell, and what the columns are to each other."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from opsworthy.documents.document import Document, Table
from opsworthy.rules.shapes.arithmetic.flaw import Check, ends
from opsworthy.rules.shapes.arithmetic.lines import Line, lines
from opsworthy.rules.shapes.arithmetic.numbers import Number, numbers, rounded
from opsworthy.rules.shapes.arithmetic.rewriting import rewritten
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_TOTAL = regex(r"\b(?:sub-?)?totals?\b|\bsum\b", re.IGNORECASE)
_MONTHLY = regex(r"\bmonth(?:ly)?\b|/mo\b", re.IGNORECASE)
_YEARLY = regex(r"\b(?:year(?:ly)?|annual(?:ly|ized)?)\b|/yr\b", re.IGNORECASE)
_COUNT = regex(r"^\W*(?:quantity|qty|count|units?|number|nodes|instances|hosts|users|seats)\W*$", re.IGNORECASE)
_PRICE = regex(
    r"^\W*(?:unit (?:price|cost)|price per unit|cost per unit|price each|unit rate|per unit)\b[^|]{0,12}$", re.IGNORECASE
)
_COST = regex(
    r"^\W*(?:est\w*\s)?(?:monthly |total |line )*(?:costs?|total|amount|subtotal)"
    r"(?: ?[(/]?(?:usd|\$|per month|month|mo|monthly)[)]?)*\W*$",
    re.IGNORECASE,
)
_BEFORE = regex(
    r"^\W*(?:before|current|now|original|on-demand|today|as-is)(?: (?:monthly )?(?:costs?|price|spend))?\W*$", re.IGNORECASE
)
_AFTER = regex(
    r"^\W*(?:after|optimi[sz]ed|new|target|proposed|reserved|to-be)(?: (?:monthly )?(?:costs?|price|spend))?\W*$", re.IGNORECASE
)
_SAVED = regex(
    r"^\W*(?:monthly )?(?:savings?|saved|reduction|difference)(?: ?[(/]?(?:%|usd|\$|month|mo|monthly)\)?)*\W*$", re.IGNORECASE
)
_ADDED = regex(
    r"^\W*(?:year|y|q|quarter|phase|month)\s?\d{1,2}\W*$"
    r"|^\W*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*$"
    r"|^\W*(?:dev\w*|test\w*|qa|staging|stage|prod\w*)\W*$",
    re.IGNORECASE,
)
_SUM = regex(r"^\W*(?:(?:grand |overall |\d.year )?total(?: costs?)?|sum|all)(?: ?\(?\d.years?\)?)?\W*$", re.IGNORECASE)
_YEAR_MONTHS = Decimal(12)
_PERIODS = frozenset(
    ["hour", "hr", "h", "day", "month", "mo", "monthly", "each", "unit", "item", "instance", "node", "user", "seat", "host"]
)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its words, the one number of each cell (None where there is none, or several), and the places of the cells."""

    cells: tuple[str, ...]
    figures: tuple[Number | None, ...]
    location: Location
    line: Line


def grids(document: Document) -> Iterator[tuple[Table, tuple[GridRow, ...]]]:
    """Every table whose columns may say how one comes from the others, with its rows as numbers; only rows that hold a digit."""
    known = {line.at: line for line in lines(document) if line.cells}
    for section in reading(document).sections:
        for table in (each for each in section.tables if next(_relations(each.header), None)):
            rows = [_row(cells, place, known[place.line]) for cells, place in table.rows if place.line in known]
            yield table, tuple(rows)


def _row(cells: tuple[str, ...], place: Location, line: Line) -> GridRow:
    figures = [_only(line.text[:end], start) for start, end in line.cells]
    figures += [None] * max(0, len(cells) - len(figures))
    return GridRow(cells, tuple(figures), place, line)


def _only(text: str, start: int) -> Number | None:
    """The one number of a cell; one in brackets after it, and words without digits, do not count."""
    found = [each for each in numbers(text) if each.start >= start]
    outside = [each for each in found if text.count("(", start, each.start) == text.count(")", start, each.start)]
    if len(outside) != 1 or any(mark in text[start:] for mark in "=×→*") or "->" in text[start:]:
        return None
    head = text[start : outside[0].start].strip(" ~≈+(\t")
    return outside[0] if not any(letter.isalnum() for letter in head) and not head.endswith(("-", "−", "–", "<", ">")) else None


def rows(document: Document) -> Iterator[Check]:
    """Every row whose columns say how one comes from the others."""
    for table, body in grids(document):
        plainly = [row for row in body if row.cells and not _TOTAL.search(row.cells[0])]
        for relation, columns, name in _relations(table.header):
            yield from _held_by_most(plainly, relation, columns, name, table.header)


Relation = Callable[[list[Number]], tuple[Decimal, Decimal] | None]


def _relations(header: tuple[str, ...]) -> Iterator[tuple[Relation, tuple[int, ...], str]]:
    """Each relation with its columns, the reckoned one last."""
    by = {name: [at for at, title in enumerate(header) if test.search(title)] for name, test in _COLUMNS.items()}
    if len(by["count"]) == len(by["price"]) == len(by["cost"]) == 1:
        yield _product, (by["count"][0], by["price"][0], by["cost"][0]), "quantity × unit price"
    months, years = by["month"], by["year"]
    if len(months) == len(years) == 1 and months != years and _same_words(header[months[0]], header[years[0]]):
        yield _twelve, (months[0], years[0]), "twelve months"
    if len(by["before"]) == len(by["after"]) == len(by["saved"]) == 1:
        yield _difference, (by["before"][0], by["after"][0], by["saved"][0]), "the difference"
    if (
        len(by["sum"]) == 1
        and len(by["added"]) >= 2
        and max(by["added"]) < by["sum"][0]
        and len(by["added"]) == by["sum"][0] - min(by["added"])
    ):
        yield _addition, (*by["added"], by["sum"][0]), "the sum of the columns"


_COLUMNS = {"count": _COUNT, "price": _PRICE, "cost": _COST, "month": _MONTHLY, "year": _YEARLY, "before": _BEFORE,
            "after": _AFTER, "saved": _SAVED, "added": _ADDED, "sum": _SUM}  # fmt: skip


def _same_words(one: str, other: str) -> bool:
    """Whether two titles say the same but for the period: Monthly cost and Annual cost, but not Annual savings."""
    words = [
        re.sub(r"[^a-z]+", " ", _YEARLY.sub("", _MONTHLY.sub("", title)).lower()).replace("estimated", "").split()
        for title in (one, other)
    ]
    return [w.rstrip("s") for w in words[0]] == [w.rstrip("s") for w in words[1]]


def _held_by_most(
    body: list[GridRow], relation: Relation, columns: tuple[int, ...], name: str, header: tuple[str, ...]
) -> Iterator[Check]:
    """A row is wrong where the relation holds for at least one other and for most; with one row alone nothing can be told."""
    judged: list[tuple[GridRow, Number, tuple[Decimal, Decimal], bool]] = []
    for row in body:
        numbers_ = [row.figures[at] if at < len(row.figures) else None for at in columns]
        known = [each for each in numbers_ if each is not None]
        if len(known) != len(columns) or any(each.loose for each in known):
            continue
        worth = relation(known)
        if worth is not None:
            judged.append((row, known[-1], worth, _near(known, worth)))
    right = sum(fits for *_, fits in judged)
    for row, stated, worth, fits in judged:
        if fits:
            yield Check("", row.location)
        elif right > len(judged) - right:
            told = f"“{row.cells[0].strip(' *')}” states {ends(stated.low, stated.high)} under {header[columns[-1]].strip()}"
            told += f", and {name} is {ends(*worth)}"
            known = [each for at in columns[:-1] if (each := row.figures[at]) is not None]
            patch = rewritten(row.line, stated, worth, known, f"writes {name}")
            yield Check(told, row.line.place(stated.start, stated.end), patch=patch)


def _near(known: list[Number], worth: tuple[Decimal, Decimal]) -> bool:
    """Within what the rounding of all of them can make."""
    stated, parts = known[-1], known[:-1]
    share = sum(
        (each.low_place / 2 / each.low for each in parts if each.low and (each.rough or each.low_place < 1)), Decimal("0.004")
    )
    for own, value, place in ((stated.low, worth[0], stated.low_place), (stated.high, worth[1], stated.high_place)):
        if abs(own - value) > place + abs(value) * share:
            return False
    return True


def _product(known: list[Number]) -> tuple[Decimal, Decimal] | None:
    count, price, cost = known
    if not cost.currency or not price.currency or not count.low or count.currency or count.percent:
        return None
    if price.unit and price.unit not in _PERIODS and price.unit != count.unit:
        return None
    low, high = count.low * price.low, count.high * price.high
    hours = (Decimal(730), Decimal(720), Decimal(744), Decimal(24), Decimal(30))
    if price.unit in ("hour", "hr", "h", "day") or count.unit in ("k", "m", "mb", "million", "thousand"):
        fits = next((each for each in hours if abs(low * each - cost.low) <= cost.low_place + cost.low / 50), None)
        return (low * fits, high * fits) if fits else None
    return low, high


def _twelve(known: list[Number]) -> tuple[Decimal, Decimal] | None:
    month, year = known
    if not month.currency or not year.currency or not month.low or month.unit in ("year", "yr") or year.unit in ("month", "mo"):
        return None
    return rounded(month.low * _YEAR_MONTHS, year.low), rounded(month.high * _YEAR_MONTHS, year.high)


def _difference(known: list[Number]) -> tuple[Decimal, Decimal] | None:
    before, after, saved = known
    if any(each.low < each.high for each in known) or not before.low or not before.currency or not after.currency:
        return None
    worth = before.low - after.low
    worth = worth / before.low * 100 if saved.percent else worth
    if saved.percent:
        worth = worth.quantize(saved.low_place)
    return worth, worth


def _addition(known: list[Number]) -> tuple[Decimal, Decimal] | None:
    *parts, total = known
    if (not total.currency and any(each.currency for each in parts)) or any(each.percent for each in known):
        return None
    return sum((each.low for each in parts), Decimal(0)), sum((each.high for each in parts), Decimal(0))
