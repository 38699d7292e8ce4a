"""Totals and their parts. A total is held against the parts that stand nearest to it; what cannot be told apart is not judged."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from opsworthy.documents.document import Amount, Document, Section, Table
from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.location import Location

_MONTHLY = {"month": Decimal(1), "year": Decimal(1) / 12, "quarter": Decimal(1) / 3, "week": Decimal(52) / 12, "day": Decimal(365) / 12,
            "hour": Decimal(730)}  # fmt: skip
_TOTAL = re.compile(r"\b(?:sub-?)?totals?\b|\bsum\b|\boverall\b", re.IGNORECASE)
_SUBTOTAL = re.compile(r"\bsub-?totals?\b", re.IGNORECASE)
_ESTIMATE = re.compile(r"^\W*(?:estimated?|sub-?total|cost)\b", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:or|if|alternativ\w*|instead|optional\w*|peak|baseline|saves?|savings?|avoid\w*|vs|versus|per|limit|budget|alert|threshold|without|except)\b", re.IGNORECASE
)
_NOTHING = frozenset(["", "-", "–", "—", "0", "free", "included", "none", "n/a"])


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with what its parts come to; `stated` and `parts` in words."""

    name: str
    stated: str
    parts: str
    wrong: bool
    location: Location
    related: tuple[Related, ...] = ()


def sums(document: Document) -> tuple[Sum, ...]:
    """The totals of a cost plan that can be checked, in the order of the text."""
    read = reading(document)
    rows = {row.location.line for row in read.rows}
    found = [each for section in read.sections for table in section.tables for each in _of_table(section, table)]
    found += [each for section in read.sections for each in _of_list(document, section, rows)]
    return tuple(sorted(found, key=lambda each: each.location))


def _of_table(section: Section, table: Table) -> Iterator[Sum]:
    """Each column of money of a table that has a row called total."""
    for title in dict.fromkeys(table.header[1:]):
        parts: list[Amount] = []
        subtotals: list[Amount] = []
        known = True
        for cells, place in table.rows:
            amount = next((each for each in section.amounts if _stands(each, cells, title, place)), None)
            if cells and _TOTAL.search(cells[0]):
                if amount and known:
                    yield from _compare(amount, cells[0], (parts, subtotals))
                subtotals, parts, known = [*subtotals, *([amount] if amount else [])], [], True
            elif amount:
                parts.append(amount)
            else:
                known = known and _cell(table, cells, title).strip().lower() in _NOTHING


def _stands(amount: Amount, cells: tuple[str, ...], title: str, place: Location) -> bool:
    """Whether an amount is that of this row in this column."""
    return amount.location.line == place.line and amount.label == f"{cells[0].strip()}: {title}" and not amount.unit


def _cell(table: Table, cells: tuple[str, ...], title: str) -> str:
    at = table.header.index(title)
    return cells[at] if at < len(cells) else ""


def _of_list(document: Document, section: Section, rows: set[int]) -> Iterator[Sum]:
    """The totals of running text and lists. Which parts belong to one is told by its lead-in, else by its section."""
    own = [each for each in section.amounts if each.location.line not in rows]
    for total in (each for each in own if _is_total(each)):
        before = [each for each in own if each.location < total.location and _counts(each) and not _is_total(each)]
        group = [each for each in before if each.under == total.under] if total.under else []
        if _SUBTOTAL.search(total.label) or (group and not _spans(total)):
            yield from _compare(total, total.label, (group or before,))
        else:
            yield from _compare(total, total.label, _candidates(document, section, total, before, rows))


def _candidates(document: Document, section: Section, total: Amount, before: list[Amount], rows: set[int]) -> tuple[list[Amount], ...]:
    """The sets of parts that a total may be the sum of, the likeliest first: the estimates in its section, the totals of other
    sections, the plain amounts."""
    estimates = [each for each in before if _ESTIMATE.search(each.label)]
    everywhere = [each for region in regions(document, "estimated-costs") for each in region.amounts if each.location.line not in rows]
    totals = [each for each in everywhere if _is_total(each) and each.location < total.location and each not in section.amounts]
    wide = [totals] if _spans(total) or len(before) < 2 else []
    return (*wide, estimates, before) if wide else (estimates, before)


def _spans(total: Amount) -> bool:
    """Whether a total speaks of everything rather than of its own section."""
    return bool(re.search(r"\b(?:grand|overall|all|estimated|monthly|yearly|annual)\b|^\W*total(?: costs?)?\W*$", total.label, re.IGNORECASE))


def _is_total(amount: Amount) -> bool:
    return bool(_TOTAL.search(amount.label)) and not amount.unit and not _APART.search(amount.label)


def _counts(amount: Amount) -> bool:
    return not amount.unit and not _APART.search(f"{amount.label} {amount.under}")


def _compare(total: Amount, name: str, candidates: Iterable[list[Amount]]) -> Iterator[Sum]:
    """Right where any set of parts adds up; wrong where the likeliest set of at least two does not."""
    sets = [parts for parts in candidates if len(parts) >= 2]
    if not sets:
        return
    fitting = next((parts for parts in sets if _adds_up(total, parts)), None)
    parts = fitting or sets[0]
    low, high = _added(total, parts)
    related = tuple(Related(each.location, f"{each.label.split(':')[0].strip() or 'a part'}: {_said(each.low, each.high, each)}") for each in parts)
    yield Sum(name.strip(" *:"), _said(total.low, total.high, total), _said(low, high, total), fitting is None, total.location, related)


def _added(total: Amount, parts: list[Amount]) -> tuple[Decimal, Decimal]:
    """The sums of both ends, in the period of the total."""
    factors = [_factor(each, total) for each in parts]
    low = sum((each.low * factor for each, factor in zip(parts, factors, strict=True)), Decimal(0))
    return low, sum((each.high * factor for each, factor in zip(parts, factors, strict=True)), Decimal(0))


def _factor(part: Amount, total: Amount) -> Decimal:
    if part.period is None or total.period is None or part.period == total.period:
        return Decimal(1)
    return _MONTHLY.get(part.period, Decimal(1)) / _MONTHLY.get(total.period, Decimal(1))


def _adds_up(total: Amount, parts: list[Amount]) -> bool:
    """Both ends within one unit or one per cent; a point inside the range of its parts is a likely value, and right."""
    low, high = _added(total, parts)
    if total.low == total.high and low < high:
        return low - _slack(low) <= total.low <= high + _slack(high)
    return abs(low - total.low) <= _slack(total.low) and abs(high - total.high) <= _slack(total.high)


def _slack(amount: Decimal) -> Decimal:
    return max(Decimal(1), abs(amount) / 100)


def _said(low: Decimal, high: Decimal, like: Amount) -> str:
    span = f"{_plain(low)}" if low == high else f"{_plain(low)}–{_plain(high)}"
    return f"{span} {like.currency}{f' a {like.period}' if like.period else ''}"


def _plain(amount: Decimal) -> str:
    return f"{amount:.2f}".removesuffix(".00")


def against_estimate(subject: Subject) -> Verdict:
    """Whether the plan's total lies within the estimate made from the repository."""
    plan, estimate = document_for(subject, "estimated-costs"), subject.estimate
    amounts = [each for region in regions(plan, "estimated-costs") for each in region.amounts]
    totals = [each for each in amounts if _is_total(each) and each.period in _MONTHLY]
    if estimate is None or not estimate.lines:
        return not_applicable("there is no estimate to compare with", plan.location)
    if not totals:
        return cannot_know("the plan states no total with a period", plan.location)
    whole = max(totals, key=lambda each: each.high * _MONTHLY[each.period or "month"])
    if whole.currency != estimate.currency:
        return cannot_know(f"the plan is in {whole.currency} and the estimate in {estimate.currency}", whole.location)
    low, high = (each * _MONTHLY[whole.period or "month"] for each in (whole.low, whole.high))
    most = estimate.total.high
    told = f"the estimate from the repository is {_plain(estimate.total.low)}–{_plain(most)} {estimate.currency} a month"
    if not estimate.total.complete:
        told += ", without what has no price"
    if high < estimate.total.low - _slack(estimate.total.low) or (estimate.total.complete and low > most + _slack(most)):
        return broken(f"the plan says {_said(whole.low, whole.high, whole)}; {told}", whole.location)
    return held(f"the plan's total agrees: {told}", whole.location)
