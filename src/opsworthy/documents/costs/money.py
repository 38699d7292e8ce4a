"""Money in a cost plan: how it is written, and how lines of an estimate are picked and added."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from opsworthy.documents.markup import Hole, Words, say
from opsworthy.pricing.estimate import Estimate, Line, PriceSource, total_of

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


def amounts(line: Line) -> tuple[Hole, Hole, Hole]:
    """Low, likely and high of one line, for a row of a table."""
    return (_cell(line.low), _cell(line.likely), _cell(line.high))


def _cell(amount: Decimal | None) -> str:
    return "—" if amount is None else usd(amount)


def summed(lines: Iterable[Line]) -> tuple[Hole, Hole, Hole]:
    """The sums of those lines that have a price; nothing known is not zero."""
    held = [line for line in lines if has_price(line)]
    if not held:
        return ("not known", "not known", "not known")
    total = total_of(held)
    return (usd(total.low), usd(total.likely), usd(total.high))


def span_of(estimate: Estimate) -> Words:
    """The range of the whole in running text, with its likely value."""
    if not any(has_price(line) for line in estimate.lines):
        return say("not known yet, because nothing here has a price")
    total = estimate.total
    as_of = estimate.as_of or "no known date"
    if total.low == total.high:
        return say("{} USD per month, by list prices as of {}", usd(total.low), as_of)
    words = "{} to {} USD per month, likely {} USD per month, by list prices as of {} (the oldest of the prices used)"
    return say(words, usd(total.low), usd(total.high), usd(total.likely), as_of)


def has_price(line: Line) -> bool:
    return line.low is not None


def in_place(line: Line) -> str:
    return line.environment or SHARED


def total_row(name: str, lines: Iterable[Line], fill: int = 0) -> tuple[Hole, ...]:
    """A row in bold; `fill` empty cells stand between the name and the amounts."""
    return (bold(name), *("",) * fill, *(say("**{}**", each) for each in summed(lines)))


def sources(estimate: Estimate) -> dict[PriceSource, str]:
    """Every source of a price with its short name, S1 and so on, in the order in which lines use them."""
    found = dict.fromkeys(line.source for line in estimate.lines if line.source is not None)
    return {source: f"S{number}" for number, source in enumerate(found, 1)}
