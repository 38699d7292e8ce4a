"""Heroku dynos by formation: quantity and size from app.json."""

from collections.abc import Iterator
from decimal import Decimal

from opsworthy.pricing.catalogue.prices import Catalogue, Price
from opsworthy.pricing.estimate import Line
from opsworthy.pricing.estimator import Estimator
from opsworthy.pricing.lines import priced, unpriced
from opsworthy.system.model import Placement, Service, System
from opsworthy.text.location import Unknown

# Each size with the one that an application moves to when it outgrows it, as Heroku's own list orders them.
_NEXT = {
    "eco": "basic",
    "basic": "standard-1x",
    "standard-1x": "standard-2x",
    "standard-2x": "performance-m",
    "performance-m": "performance-l",
}


def _lines(system: System, book: Catalogue) -> Iterator[Line]:
    for service in system.services:
        for placement in service.placements:
            if placement.platform == "heroku":
                yield _line(service, placement, book)


def _line(service: Service, placement: Placement, book: Catalogue) -> Line:
    component = "dynos"
    if service.kind == "release-task":
        because = "runs once per release in a one-off dyno, billed by the second; no file says how long it takes"
        return unpriced(component, service.name, placement.environment, "compute", "usage-unknown", because, placement.locations)
    if placement.size is None:
        because = "no file says which dyno size runs; set it in app.json under formation"
        return unpriced(component, service.name, placement.environment, "compute", "usage-unknown", because, placement.locations)
    if isinstance(placement.replicas, Unknown):
        because = placement.replicas.reason
        return unpriced(component, service.name, placement.environment, "compute", "usage-unknown", because, placement.locations)
    size = placement.size.value.lower()
    price = book.get("heroku.dyno.eco-pool" if size == "eco" else f"heroku.dyno.{size}")
    if price is None:
        because = f"the catalogue has no price for the dyno size {placement.size.value}"
        return unpriced(component, service.name, placement.environment, "compute", "price-missing", because, placement.locations)
    quantity = Decimal(placement.replicas.value)
    likely = price.amount * quantity
    high, step = _high(price, size, quantity, book)
    places = (placement.size.location, placement.replicas.location)
    because = f"{quantity} × {placement.size.value} as the formation says; high: {step}"
    return priced(
        component, service.name, placement.environment, "compute", price, quantity, (likely, likely, high), because, places
    )


def _high(price: Price, size: str, quantity: Decimal, book: Catalogue) -> tuple[Decimal, str]:
    bigger = book.get(f"heroku.dyno.{_NEXT.get(size, '')}")
    if bigger is None:
        return price.amount * (quantity + 1), "one dyno more"
    return bigger.amount * quantity, f"the next size, {_NEXT[size]}, once this one is outgrown"


ESTIMATOR = Estimator(name="heroku_dynos", about="Heroku dynos by quantity and size", lines=_lines)
