"""`opsworthy.estimate/1`: an estimate as it is published. Money is text, so that no reader rounds it by accident."""

from decimal import Decimal

from opsworthy.pricing.estimate import Estimate, Line, Total
from opsworthy.reports.operations_view import places
from opsworthy.reports.system_schema import PlaceView
from opsworthy.text.dataclass import dataclass

SCHEMA = "opsworthy.estimate/1"


@dataclass(frozen=True)
class PriceSourceView:
    source: str
    as_of: str
    confidence: str


@dataclass(frozen=True)
class LineView:
    component: str
    service: str
    environment: str | None
    category: str
    quantity: str | None
    unit: str
    unit_price: str | None
    low: str | None
    likely: str | None
    high: str | None
    state: str
    because: str
    locations: list[PlaceView]
    source: PriceSourceView | None


@dataclass(frozen=True)
class TotalView:
    low: str
    likely: str
    high: str
    complete: bool


@dataclass(frozen=True)
class EstimateView:
    """The whole answer of `opsworthy cost estimate --format json`; amounts are USD per month."""

    schema: str
    as_of: str
    currency: str
    period: str
    lines: list[LineView]
    total: TotalView
    assumptions: list[str]


def view(estimate: Estimate) -> EstimateView:
    """The published shape of an estimate."""
    return EstimateView(
        schema=SCHEMA,
        as_of=estimate.as_of,
        currency=estimate.currency,
        period=estimate.period,
        lines=[_line(line) for line in estimate.lines],
        total=_total(estimate.total),
        assumptions=list(estimate.assumptions),
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")


def _total(total: Total) -> TotalView:
    return TotalView(format(total.low, "f"), format(total.likely, "f"), format(total.high, "f"), total.complete)


def _line(line: Line) -> LineView:
    source = line.source
    return LineView(
        component=line.component,
        service=line.service,
        environment=line.environment,
        category=line.category,
        quantity=_text(line.quantity),
        unit=line.unit,
        unit_price=_text(line.unit_price),
        low=_text(line.low),
        likely=_text(line.likely),
        high=_text(line.high),
        state=line.state,
        because=line.because,
        locations=places(line.locations),
        source=PriceSourceView(source.source, source.as_of, source.confidence) if source else None,
    )
