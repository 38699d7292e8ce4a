"""Heroku add-ons by plan."""

from collections.abc import Iterator
from decimal import Decimal

from opsworthy.pricing.catalogue.prices import Catalogue, Price
from opsworthy.pricing.estimate import Line
from opsworthy.pricing.estimator import Estimator
from opsworthy.pricing.lines import priced, unpriced
from opsworthy.system.model import Datastore, System

_PRODUCTS = {"postgres": "heroku.postgres.", "postgresql": "heroku.postgres.", "redis": "heroku.key-value."}


def _lines(system: System, book: Catalogue) -> Iterator[Line]:
    for store in system.datastores:
        if store.platform == "heroku":
            environments = [each.environment for each in store.placements] or [None]
            for environment in environments:
                yield _line(store, environment, book)


def _line(store: Datastore, environment: str | None, book: Catalogue) -> Line:
    component = f"{store.engine} add-on"
    if store.plan is None:
        because = "no file names the plan of the add-on; app.json can, as heroku-postgresql:essential-0 does"
        return unpriced(component, store.name, environment, "database", "usage-unknown", because, store.locations)
    plan = store.plan.rpartition(":")[2].lower()
    prefix = _PRODUCTS.get(store.engine, f"heroku.{store.engine}.")
    price = book.get(prefix + plan)
    if price is None:
        because = f"the catalogue has no price for the plan {store.plan}"
        return unpriced(component, store.name, environment, "database", "price-missing", because, store.locations)
    bigger = _bigger(price, prefix, book)
    high = bigger.amount if bigger else price.amount
    step = f"; high: the next plan, {bigger.key.rpartition('.')[2]}, once its limits are reached" if bigger else ""
    because = f"plan {store.plan}{step}"
    amounts = (price.amount, price.amount, high)
    return priced(component, store.name, environment, "database", price, Decimal(1), amounts, because, store.locations)


def _bigger(price: Price, prefix: str, book: Catalogue) -> Price | None:
    """The next dearer plan of the same product."""
    dearer = [each for key, each in book.items() if key.startswith(prefix) and each.amount > price.amount]
    return min(dearer, key=lambda each: each.amount, default=None)


ESTIMATOR = Estimator(name="heroku_add_ons", about="Heroku add-ons by plan", lines=_lines)
