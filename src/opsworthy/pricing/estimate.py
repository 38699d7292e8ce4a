"""An estimate: lines with low, likely and high, each with the assumption that drives it and the source of its price."""

from decimal import Decimal

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class PriceSource:
    """Where a unit price comes from; `as_of` as the source gives it (ISO date where it has one); `confidence` as collected."""

    source: str
    as_of: str
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One component in one environment, USD per month. `low`, `likely` and `high` are None unless the state is priced or free.
    `state`: priced, free, unsupported, price-missing or usage-unknown. `because` states the assumption."""

    component: str
    service: str
    environment: str | None
    quantity: Decimal | None
    unit: str
    unit_price: Decimal | None
    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None
    state: str
    category: str
    because: str
    locations: tuple[Location, ...]
    source: PriceSource | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """Sums of the priced lines alone, USD per month; `complete` is False while any line has no price."""

    low: Decimal
    likely: Decimal
    high: Decimal
    complete: bool


@dataclass(frozen=True)
class Estimate:
    """`as_of` is the oldest date among the prices used, ISO; `currency` USD; `period` month; `category` of a line is compute,
    storage, network, database, third-party or data-transfer."""

    as_of: str
    lines: tuple[Line, ...]
    total: Total
    assumptions: tuple[str, ...] = ()
    currency: str = "USD"
    period: str = "month"

    def by_environment(self) -> dict[str | None, Total]:
        """The totals of each environment, in the order of the lines."""
        return {name: total_of([line for line in self.lines if line.environment == name])
                for name in dict.fromkeys(line.environment for line in self.lines)}  # fmt: skip


def total_of(lines: list[Line]) -> Total:
    """Sums what has a price and says whether anything has none."""
    zero = Decimal(0)
    return Total(
        low=sum((line.low for line in lines if line.low is not None), zero),
        likely=sum((line.likely for line in lines if line.likely is not None), zero),
        high=sum((line.high for line in lines if line.high is not None), zero),
        complete=all(line.state in ("priced", "free") for line in lines),
    )
