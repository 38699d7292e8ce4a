"""Money in a cost plan: how it is written, and how lines of an estimate are picked and added."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from opsworthy.documents.markup import Hole, Words, say
from opsworthy.pricing.estimate import Estimate, Line, PriceSource, Total, total_of

CENT = Decimal("0.01")
SHARED = "all environments"
COLUMNS = ("Low (USD per month)", "Likely (USD per month)", "High (USD per month)")
TITLES = {
    "compute": "Compute",
    "database": "Databases and caches",
    "storage": "Storage",
    "network": "Networking",
    "data-transfer": "Data transfer",
    "third-party": "Third-party services",
}


def usd(amount: Decimal) -> str:
    """Half up to cents, as every line of an estimate is rounded before it is added."""
    return f"{amount.quantize(CENT, rounding=ROUND_HALF_UP):.2f}"


def bold(text: str) -> Words:
    return say("**{}**", text)


def amounts(total: Total | Line) -> tuple[Hole, Hole, Hole]:
    """Low, likely and high of a priced line or a total, for a row of a table."""
    return tuple(usd(each) if each is not None else "—" for each in (total.low, total.likely, total.high))  # type: ignore[return-value]


def span_of(total: Total) -> Words:
    """A range in running text, with its likely value."""
    if total.low == total.high:
        return say("{} USD per month", usd(total.low))
    return say("{} to {} USD per month, likely {} USD per month", usd(total.low), usd(total.high), usd(total.likely))


def has_price(line: Line) -> bool:
    return line.low is not None


def in_place(line: Line) -> str:
    return line.environment or SHARED


def total_row(name: str, lines: Iterable[Line], fill: int = 0) -> tuple[Hole, ...]:
    """A row in bold; `fill` empty cells stand between the name and the amounts."""
    total = total_of([line for line in lines if has_price(line)])
    return (bold(name), *("",) * fill, *(bold(usd(each)) for each in (total.low, total.likely, total.high)))


def sources(estimate: Estimate) -> dict[PriceSource, str]:
    """Every source of a price with its short name, S1 and so on, in the order in which lines use them."""
    found = dict.fromkeys(line.source for line in estimate.lines if line.source is not None)
    return {source: f"S{number}" for number, source in enumerate(found, 1)}
