"""Totals and their parts. A total is held against the parts that stand nearest to it; what cannot be told apart is not judged."""

import re
from collections.abc import Iterable, Iterator

from opsworthy.documents.document import Amount, Document, Section, Table
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.arithmetic import naming
from opsworthy.rules.shapes.arithmetic.compared import Sum, compare, is_total
from opsworthy.rules.shapes.arithmetic.totals import Part, added, part
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.location import Location

_NOTHING = frozenset(["", "-", "–", "—", "0", "free", "included", "none", "n/a"])


def sums(document: Document) -> tuple[Sum, ...]:
    """The totals of a cost plan that can be checked, in the order of the text."""
    read = reading(document)
    rows = {row.location.line for row in read.rows}
    found = [each for section in read.sections for table in section.tables for each in _of_table(read, section, table)]
    found += [each for section in read.sections for each in _of_list(document, section, rows)]
    known = {each.location for each in found}
    nested = (each for section in read.sections for each in _of_nests(document, section, rows))
    found += [each for each in nested if each.location not in known]
    return tuple(sorted(found, key=lambda each: each.location))


def _of_table(read: Reading, section: Section, table: Table) -> Iterator[Sum]:
    """Each column of money of a table that has a row called total."""
    for title in (
        each for each in dict.fromkeys(table.header[1:]) if not naming.DIFFERENCE.search(each) and not naming.OF_ONE.search(each)
    ):
        parts: list[Part] = []
        subtotals: list[Part] = []
        known = True
        for at, (cells, place) in enumerate(table.rows):
            stated = [each for each in section.amounts if _stands(each, cells, title, place)]
            stated = stated[-1:] if "=" in _cell(table, cells, title) else stated
            amount = part(read, stated[0]) if len(stated) == 1 else None
            if cells and naming.TOTAL.search(cells[0]):
                if amount and known:
                    sure = _sure_in_table(read, amount, cells[0], parts) and not _again(table, at)
                    sets = (parts, *_by_weight(read, parts), [*subtotals, *parts])
                    yield from compare(read, amount, cells[0], sets, sure=sure)
                subtotals, parts, known = [*subtotals, *([amount] if amount else [])], [], True
            elif amount:
                parts.append(amount)
            else:
                known = known and _cell(table, cells, title).strip().lower() in _NOTHING


def _sure_in_table(read: Reading, total: Part, name: str, parts: list[Part]) -> bool:
    """Whether nothing about a total or its parts says that it is meant in another way."""
    same = all(each.amount.period == total.amount.period for each in parts)
    plain = not any(each.low < 0 or each.loose or marks.says("apart", each.amount.label.rpartition(":")[0]) for each in parts)
    once = any(naming.ONCE.search(read.line(each.amount.location.line)) for each in (total, *parts))
    lines = [read.line(each.amount.location.line) for each in (total, *parts)]
    strange = any(naming.OPEN.search(line) for line in lines) or any(
        naming.EARNED.search(each.amount.label) for each in (total, *parts)
    )
    repeated = len({(each.low, each.high) for each in parts}) == 1 and len(parts) > 1 and parts[0].low == total.low
    return (
        same
        and plain
        and not once
        and total.high > 0
        and not _one_of(name, parts)
        and not total.loose
        and not repeated
        and not strange
        and not naming.QUALIFIED.search(name)
        and not marks.says("apart", name)
    )


def _one_of(name: str, parts: list[Part]) -> bool:
    """Whether a total says in brackets which of its rows it counts: Total (p4d cluster)."""
    words = {word.lower() for aside in naming.ASIDE.findall(name) for word in re.findall(r"[\w.-]{3,}", aside)}
    named = [each for each in parts if words & set(re.findall(r"[\w-]{3,}", each.amount.label.lower()))]
    return bool(named) and len(named) < len(parts)


def _again(table: Table, at: int) -> bool:
    """Whether the next row or the one before is a total too: then each of them is one of something."""
    near = [table.rows[each][0] for each in (at - 1, at + 1) if 0 <= each < len(table.rows)]
    return any(cells and naming.TOTAL.search(cells[0]) for cells in near)


def _by_weight(read: Reading, parts: list[Part]) -> tuple[list[Part], list[Part]]:
    """The parts whose rows begin in bold, and the others: a table may hold groups with their own parts."""
    bold = [each for each in parts if re.match(r"\s*>?\s*\|?\s*\*\*", read.line(each.amount.location.line))]
    return bold, [each for each in parts if each not in bold]


def _stands(amount: Amount, cells: tuple[str, ...], title: str, place: Location) -> bool:
    """Whether an amount is that of this row in this column."""
    return amount.location.line == place.line and amount.label == f"{cells[0].strip()}: {title}" and not amount.unit


def _cell(table: Table, cells: tuple[str, ...], title: str) -> str:
    at = table.header.index(title)
    return cells[at] if at < len(cells) else ""


def _of_list(document: Document, section: Section, rows: set[int]) -> Iterator[Sum]:
    """The totals of running text and lists; the first amount of a line counts. A total speaks of what stands between it and
    the total before it (of its own lead-in, else of the estimates, else of everything), a grand total of the totals above."""
    read = reading(document)
    own = _firsts(section, rows)
    parts: list[Amount] = []
    earlier: list[Amount] = []
    for amount in own:
        if not is_total(amount):
            parts.append(amount)
            continue
        shown = part(read, amount)
        if naming.GRAND.search(amount.label) and not naming.DIFFERENCE.search(amount.label):
            yield from _grand(document, amount, parts, earlier, rows)
        elif parts and not naming.DIFFERENCE.search(amount.label):
            parts = _outer(read, parts, amount)
            grouped = [each for each in parts if amount.under and each.under == amount.under]
            estimates = [each for each in parts if naming.ESTIMATE.search(each.label)]
            likely = (grouped, estimates, parts)
            likeliest = next((each for each in likely if len(each) >= 2), [])
            sets_ = (*likely, [*earlier[-1:], *parts])
            sure = _sure(document, amount, likeliest, rows) and not shown.loose and shown.high > 0
            yield from compare(read, shown, amount.label, _shown(read, sets_), sure=sure)
        parts, earlier = [], [*earlier, amount]


def _grand(document: Document, total: Amount, parts: list[Amount], earlier: list[Amount], rows: set[int]) -> Iterator[Sum]:
    """A grand total against the totals above it: those of the sections, and any run of totals that ends right before it."""
    read = reading(document)
    above = _totals_above(document, total, rows)
    since = max((at + 1 for at, each in enumerate(above) if each.label == total.label), default=0)
    likely = (_totals_before(document, total, rows), parts, earlier[-2:], earlier)
    runs = [above[-count:] for count in range(2, min(len(above), 9) + 1)]
    shown = part(read, total)
    likeliest = next((each for each in likely if len(each) >= 2), [])
    among_totals = all(each.is_total for each in likeliest)
    together = len({each.under for each in likeliest}) == 1
    sure = _sure(document, total, likeliest, rows) and together if not among_totals else not since
    plain = all(_plainly(document, each) for each in likeliest)
    yield from compare(
        read, shown, total.label, _shown(read, (*likely, *runs)), sure=sure and plain and not shown.loose and shown.high > 0
    )


def _totals_above(document: Document, total: Amount, rows: set[int]) -> list[Amount]:
    """Every total of running text above one, for the same period."""
    listed = (each for section in reading(document).sections for each in section.amounts if each.location.line not in rows)
    return [each for each in listed if is_total(each) and each.location < total.location and each.period == total.period]


def _firsts(section: Section, rows: set[int]) -> list[Amount]:
    """The one amount of each line that counts: behind `=` or an arrow the last of them, else the first."""
    headed = section.location.line if section.level else 0
    listed = [
        each for each in section.amounts if each.location.line not in rows and (each.is_total or each.location.line != headed)
    ]
    return [each for at, each in enumerate(listed) if at == 0 or listed[at - 1].location.line != each.location.line]


def _outer(read: Reading, parts: list[Amount], total: Amount) -> list[Amount]:
    """The parts that stand as deep in the list as the total does, where there are some: deeper ones explain these."""
    depth = _indent(read.line(total.location.line))
    beside = [each for each in parts if _indent(read.line(each.location.line)) <= depth]
    return beside if len(beside) >= 2 else parts


def _shown(read: Reading, sets: Iterable[list[Amount]]) -> tuple[list[Part], ...]:
    return tuple([part(read, each) for each in amounts] for amounts in sets)


def _of_nests(document: Document, section: Section, rows: set[int]) -> Iterator[Sum]:
    """An amount called estimate or total whose parts stand in the list below it, or right before it under the same lead-in."""
    read = reading(document)
    own = _firsts(section, rows)
    depths = [_indent(read.line(each.location.line)) for each in own]
    for at, amount in enumerate(own):
        if amount.unit or not (naming.ESTIMATE.search(amount.label) or naming.TOTAL.search(amount.label)):
            continue
        below = _children(own, depths, at)
        beside = [
            each for each, depth in zip(own[:at], depths, strict=False)
            if depth == depths[at] and amount.under and each.under == amount.under
        ]  # fmt: skip
        parts = below if len(below) >= 2 else [] if is_total(amount) else beside
        if len(parts) < 2 or not all(_plainly(document, each) and each.period == amount.period for each in parts):
            continue
        around = range(parts[0].location.line, max(amount.location.line, parts[-1].location.line) + 1)
        words = " ".join(read.line(each) for each in around if each != amount.location.line)
        shown, each_shown = part(read, amount), [part(read, each) for each in parts]
        low, high = added(shown, each_shown)
        close = low <= shown.high * 2 and shown.low <= high * 2
        sure = (
            close
            and not naming.CHOICE.search(words)
            and "%" not in words
            and not any(each.loose for each in (shown, *each_shown))
        )
        yield from compare(read, shown, amount.under or amount.label, (each_shown,), sure=sure)


def _children(own: list[Amount], depths: list[int], at: int) -> list[Amount]:
    """The amounts of the list right below the line of one, one level deep."""
    inner: list[tuple[int, Amount]] = []
    last = own[at].location.line
    for amount, depth in zip(own[at + 1 :], depths[at + 1 :], strict=True):
        if depth <= depths[at] or amount.location.line > last + 2:
            break
        inner.append((depth, amount))
        last = amount.location.line
    least = min((depth for depth, _ in inner), default=0)
    return [amount for depth, amount in inner if depth == least]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t>"))


def _totals_before(document: Document, total: Amount, rows: set[int]) -> list[Amount]:
    """The totals above a grand total, one for each section that has just one."""
    found = []
    for section in reading(document).sections:
        totals = [
            each
            for each in section.amounts
            if is_total(each) and each.location.line not in rows and each.location < total.location
        ]
        found += totals if len(totals) == 1 and totals[0].period == total.period else []
    return found


def _sure(document: Document, total: Amount, parts: list[Amount], rows: set[int]) -> bool:
    """Whether these are the parts beyond doubt: stated plainly, in periods that can be added, with no table between."""
    if not parts or _tabled(document, total, parts, rows):
        return False
    mixed = len({each.period for each in parts}) > 1 or (total.period is not None and parts[0].period != total.period)
    read = reading(document)
    around = range(parts[0].location.line + 1, total.location.line)
    closed = all(naming.ESTIMATE.search(each.label) for each in parts)
    surcharged = not closed and any(naming.SURCHARGE.search(read.line(each)) or _unpriced(read.line(each)) for each in around)
    undecided = any(naming.UNDECIDED.search(read.line(each)) for each in (*around, total.location.line))
    head = naming.ASIDE.sub("", read.line(total.location.line)[: total.location.column - 1])
    undecided = undecided or "=" in head or any(letter.isdigit() for letter in head.rpartition(":")[2])
    return not mixed and not surcharged and not undecided and all(_plainly(document, each) for each in parts)


def _unpriced(line: str) -> bool:
    """Whether a list item says nothing of its cost, or that it has none yet: then the parts are not all of them."""
    return bool(naming.ITEM.match(line)) and not any(letter.isdigit() for letter in line) and not naming.NO_COST.search(line)


def _tabled(document: Document, total: Amount, parts: list[Amount], rows: set[int]) -> bool:
    """Whether a table stands between the parts and the total, or above the parts in the same section."""
    section = next(each for each in reading(document).sections if total in each.amounts)
    first = min([section.location.line, parts[0].location.line]) if section.level else 0
    return any(first < row < total.location.line for row in rows)


def _plainly(document: Document, amount: Amount) -> bool:
    """Whether a line states one amount and nothing that must be reckoned with: no product, no share, no alternative."""
    line = reading(document).line(amount.location.line)
    if naming.ONCE.search(line) or naming.UNDECIDED.search(line):
        return False
    plain = naming.SHARED.sub("", line)
    odd = naming.RECKONED.search(line) or naming.OPEN.search(line) or naming.EARNED.search(amount.label)
    return not amount.unit and not marks.says("apart", plain) and not odd and len(naming.MONEY.findall(line)) <= 2
