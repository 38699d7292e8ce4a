"""Outside services that the code uses, by the meters of the catalogue and the usage that a person stated."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from opsworthy.pricing.catalogue.prices import Catalogue, Price
from opsworthy.pricing.estimate import Line
from opsworthy.pricing.estimator import Estimator
from opsworthy.pricing.lines import priced, unpriced
from opsworthy.system.model import System, ThirdParty, Told

Meter = Mapping[str, str | int]


@cache
def _meters() -> Mapping[str, Meter]:
    return tomllib.loads(files("opsworthy.pricing.catalogue").joinpath("meters.toml").read_text("utf-8"))


def _lines(system: System, book: Catalogue) -> Iterator[Line]:
    for each in system.third_parties:
        if each.paid:
            slug = _slug(each)
            yield _line(each, system.answer(f"usage.{slug}.per-month"), book)
            share = book.get(str(_meters().get(slug, {}).get("share", "")))
            if share is not None:
                because = f"{share.amount} percent of each payment beside the fixed fee; no file says what payments amount to"
                component = f"{each.product} share of payments"
                yield unpriced(component, _owner(each), None, "third-party", "usage-unknown", because, each.locations, share)


def _slug(party: ThirdParty) -> str:
    return party.product.lower().replace(" ", "-")


def _owner(party: ThirdParty) -> str:
    return party.used_by[0] if len(party.used_by) == 1 else ""


def _line(party: ThirdParty, told: Told | None, book: Catalogue) -> Line:
    slug = _slug(party)
    meter, owner = _meters().get(slug), _owner(party)
    if meter is None:
        because = "the catalogue has no price for it; ask the vendor and state the amount in the plan"
        return unpriced(party.product, owner, None, "third-party", "price-missing", because, party.locations)
    unit_price = book.get(str(meter.get("unit_price", "")))
    base = book.get(str(meter.get("base", "")))
    if unit_price is None and base is not None:
        amounts = (Decimal(0), base.amount, base.amount)
        because = f"{base.note or 'monthly plan'}, {meter['rest']}; low: its free tier, if it fits"
        return priced(party.product, owner, None, "third-party", base, Decimal(1), amounts, because, party.locations)
    if told is None or isinstance(told.value, bool) or not isinstance(told.value, int | float) or unit_price is None:
        because = f"billed per {meter.get('unit')} {meter['rest']}; answer usage.{slug}.per-month in opsworthy.toml"
        return unpriced(party.product, owner, None, "third-party", "usage-unknown", because, party.locations, unit_price or base)
    return _metered(party, owner, meter, told, unit_price, base)


def _metered(party: ThirdParty, owner: str, meter: Meter, told: Told, price: Price, base: Price | None) -> Line:
    used = Decimal(str(told.value))
    fee = base.amount if base else Decimal(0)
    included = Decimal(meter.get("included", 0))

    def amount(units: Decimal) -> Decimal:
        return fee + max(Decimal(0), units - included) * price.amount

    because = (
        f"{used:f} × {meter['unit']} a month as answered, {included:f} included, {meter['rest']};"
        " low: half of the usage, high: twice as much"
    )
    amounts = (amount(used / 2), amount(used), amount(used * 2))
    places = (told.location, *party.locations)
    return priced(party.product, owner, None, "third-party", price, used, amounts, because, places)


ESTIMATOR = Estimator(name="third_parties", about="outside services by their meters and the stated usage", lines=_lines)
