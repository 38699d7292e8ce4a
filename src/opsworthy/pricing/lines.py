"""Makes the lines of an estimate, so that every estimator rounds, words and sources them alike."""

from decimal import Decimal

from opsworthy.pricing.catalogue.prices import Price
from opsworthy.pricing.estimate import Line
from opsworthy.pricing.money import cents
from opsworthy.text.location import Location

Places = tuple[Location, ...]


def priced(
    component: str,
    service: str,
    environment: str | None,
    category: str,
    price: Price,
    quantity: Decimal,
    amounts: tuple[Decimal, Decimal, Decimal],
    because: str,
    locations: Places,
) -> Line:
    """A line with low, likely and high amounts, USD per month; free where all are zero."""
    low, likely, high = (cents(amount) for amount in amounts)
    state = "priced" if high else "free"
    return Line(
        component, service, environment, quantity, price.unit, price.amount, low, likely, high, state, category,
        because + price.warning, locations, price.source,
    )  # fmt: skip


def unpriced(
    component: str,
    service: str,
    environment: str | None,
    category: str,
    state: str,
    because: str,
    locations: Places,
    price: Price | None = None,
) -> Line:
    """A line without amounts: `state` is usage-unknown (with the unit price, if there is one), price-missing or unsupported."""
    return Line(
        component, service, environment, None, price.unit if price else "", price.amount if price else None,
        None, None, None, state, category, because + (price.warning if price else ""), locations,
        price.source if price else None,
    )  # fmt: skip
