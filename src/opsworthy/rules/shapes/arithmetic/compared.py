"""A total beside its parts, as a finding tells of it: what is stated, what comes out, and what would put it right."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from opsworthy.documents.document import Amount
from opsworthy.findings.outcome import Related
from opsworthy.findings.patch import Patch
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.arithmetic import naming
from opsworthy.rules.shapes.arithmetic.flaw import replacement
from opsworthy.rules.shapes.arithmetic.totals import Part, added, adds_up, alternatives, left_out
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with what its parts come to; `stated` and `parts` in words."""

    name: str
    stated: str
    parts: str
    wrong: bool
    location: Location
    related: tuple[Related, ...] = ()
    patch: Patch | None = None
    missing: str = ""


def is_total(amount: Amount) -> bool:
    """Whether an amount is called a total and neither a price nor one of several ways."""
    label = naming.ASIDE.sub("", amount.label)
    return (
        bool(naming.TOTAL.search(label))
        and not naming.QUANTITY.search(label)
        and not amount.unit
        and not marks.says("apart", amount.label)
    )


def compare(read: Reading, total: Part, name: str, candidates: Iterable[list[Part]], *, sure: bool) -> Iterator[Sum]:
    """Right where any set of parts adds up; wrong where the likeliest set of at least two does not, if its parts are `sure`."""
    sets = [parts for parts in candidates if len(parts) >= 2]
    sets = [parts for parts in sets if len({each.amount.currency for each in (total, *parts)}) == 1]
    fitting = next((parts for parts in sets if adds_up(total, parts)), None)
    if not sets or (fitting is None and (not sure or alternatives(total, sets[0]))):
        return
    parts = fitting or sets[0]
    low, high = added(total, parts)
    related = tuple(
        Related(each.amount.location, f"{name_of(each.amount)}: {said(each.low, each.high, each.amount)}") for each in parts
    )
    missing = left_out(total, parts) if fitting is None else None
    plain = not any(each.rough or each.loose for each in (total, *parts))
    line = read.line(total.amount.location.line)
    patch = (
        replacement(line, total.amount.location, low, high, safe=plain and missing is None, words="writes what the parts come to")
        if fitting is None
        else None
    )
    yield Sum(
        name.strip(" *:"), said(total.low, total.high, total.amount), said(low, high, total.amount), fitting is None,
        total.amount.location, related, patch, name_of(missing.amount) if missing else "",
    )  # fmt: skip


def name_of(amount: Amount) -> str:
    return (amount.under if naming.ESTIMATE.search(amount.label) else "") or amount.label.split(":")[0].strip() or "a part"


def said(low: Decimal, high: Decimal, like: Amount) -> str:
    """Both ends in words, in the currency and for the period of an amount."""
    span = f"{plain_amount(low)}" if low == high else f"{plain_amount(low)}–{plain_amount(high)}"
    return f"{span} {like.currency}{f' a {like.period}' if like.period else ''}"


def plain_amount(amount: Decimal) -> str:
    """Two decimals, and none where they are zero."""
    return f"{amount:.2f}".removesuffix(".00")
