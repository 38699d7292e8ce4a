"""Totals and their parts. A total is held against the parts that stand nearest to it; what cannot be told apart is not judged."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from opsworthy.documents.document import Amount, Document, Section, Table
from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.location import Location

_A_YEAR = {"hour": 8760, "day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}
_MONTHLY = {period: Decimal(times) / 12 for period, times in _A_YEAR.items()}
_TOTAL = re.compile(r"\b(?:sub-?)?totals?\b|\bsum\b|\boverall\b", re.IGNORECASE)
_SUBTOTAL = re.compile(r"\bsub-?totals?\b", re.IGNORECASE)
_ESTIMATE = re.compile(r"^\W*(?:estimated?|sub-?total|cost)\b", re.IGNORECASE)
_GRAND = re.compile(
    r"\bgrand total|\boverall total|\btotal (?:estimated|monthly|overall)\b.*\bcosts?\b|\bestimated total|\ball environments",
    re.IGNORECASE,
)
_RECKONED = re.compile(r"[×@=]|\+\s*[~$€£]?\d|\d\s*[x*]\s*[$€£\d]")
_MONEY = re.compile(r"[$€£]\s?\d")
_DIFFERENCE = re.compile(r"\b(?:sav\w*|differen\w*|delta|change|reduction|spare[sd]?)\b|%", re.IGNORECASE)
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
    for title in (each for each in dict.fromkeys(table.header[1:]) if not _DIFFERENCE.search(each)):
        parts: list[Amount] = []
        subtotals: list[Amount] = []
        known = True
        for cells, place in table.rows:
            stated = [each for each in section.amounts if _stands(each, cells, title, place)]
            amount = stated[0] if len(stated) == 1 else None
            if cells and _TOTAL.search(cells[0]):
                if amount and known:
                    sure = all(each.period == amount.period for each in parts)
                    yield from _compare(amount, cells[0], (parts, subtotals), sure=sure)
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
    """The totals of running text and lists; the first amount of a line counts. A total speaks of what stands between it and
    the total before it (of its own lead-in, else of the estimates, else of everything), a grand total of the totals above."""
    listed = [each for each in section.amounts if each.location.line not in rows]
    own = [each for at, each in enumerate(listed) if at == 0 or listed[at - 1].location.line != each.location.line]
    parts: list[Amount] = []
    for amount in own:
        if not _is_total(amount):
            parts.append(amount)
            continue
        if _GRAND.search(amount.label):
            yield from _compare(amount, amount.label, (_totals_before(document, amount, rows), parts), sure=True)
        elif parts:
            grouped = [each for each in parts if amount.under and each.under == amount.under]
            estimates = [each for each in parts if _ESTIMATE.search(each.label)]
            sets = (grouped, estimates, parts)
            likeliest = next((each for each in sets if len(each) >= 2), [])
            yield from _compare(amount, amount.label, sets, sure=_sure(document, amount, likeliest, rows))
        parts = []


def _totals_before(document: Document, total: Amount, rows: set[int]) -> list[Amount]:
    """The totals above a grand total, one for each section that has just one."""
    found = []
    for section in reading(document).sections:
        totals = [
            each
            for each in section.amounts
            if _is_total(each) and each.location.line not in rows and each.location < total.location
        ]
        found += totals if len(totals) == 1 and totals[0].period == total.period else []
    return found


def _sure(document: Document, total: Amount, parts: list[Amount], rows: set[int]) -> bool:
    """Whether these are the parts beyond doubt: stated plainly, in periods that can be added, with no table between."""
    if not parts or any(parts[0].location.line < row < total.location.line for row in rows):
        return False
    mixed = total.period is None and len({each.period for each in parts}) > 1
    return not mixed and all(_plainly(document, each) for each in parts)


def _plainly(document: Document, amount: Amount) -> bool:
    """Whether a line states one amount and nothing that must be reckoned with: no product, no share, no alternative."""
    line = reading(document).line(amount.location.line)
    return not amount.unit and not marks.says("apart", line) and not _RECKONED.search(line) and len(_MONEY.findall(line)) <= 2


def _is_total(amount: Amount) -> bool:
    return bool(_TOTAL.search(amount.label)) and not amount.unit and not marks.says("apart", amount.label)


def _compare(total: Amount, name: str, candidates: Iterable[list[Amount]], *, sure: bool) -> Iterator[Sum]:
    """Right where any set of parts adds up; wrong where the likeliest set of at least two does not, if its parts are `sure`."""
    sets = [parts for parts in candidates if len(parts) >= 2]
    fitting = next((parts for parts in sets if _adds_up(total, parts)), None)
    if not sets or (fitting is None and not sure):
        return
    parts = fitting or sets[0]
    low, high = _added(total, parts)
    related = tuple(Related(each.location, f"{_name(each)}: {_said(each.low, each.high, each)}") for each in parts)
    yield Sum(
        name.strip(" *:"), _said(total.low, total.high, total), _said(low, high, total), fitting is None, total.location, related
    )


def _name(part: Amount) -> str:
    return (part.under if _ESTIMATE.search(part.label) else "") or part.label.split(":")[0].strip() or "a part"


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
