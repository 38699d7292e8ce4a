"""Outside services that the code uses, by the meters of the catalogue and the usage that a person stated."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from opsworthy.pricing.catalogue.prices import Catalogue, Price
from opsworthy.pricing.estimate import Line, PriceSource
from opsworthy.pricing.estimator import Estimator
from opsworthy.pricing.lines import priced, unpriced
from opsworthy.pricing.usage import number
from opsworthy.system.mentions import slug
from opsworthy.system.model import System, ThirdParty
from opsworthy.text.data import data_of
from opsworthy.text.location import Location

Meter = Mapping[str, str | int]


@cache
def _meters() -> Mapping[str, Meter]:
    return data_of("opsworthy.pricing.catalogue", "meters.toml")


def _lines(system: System, book: Catalogue) -> Iterator[Line]:
    for party in system.third_parties:
        if not party.paid:
            continue
        name = slug(party.product)
        stated = number(system.answer(f"cost.{name}.monthly-usd"))
        if stated is not None:
            yield _stated(party, *stated)
            continue
        meter = _meters().get(name)
        yield _line(party, meter, number(system.answer(f"usage.{name}.per-month")), book)
        share = book.get(str(meter.get("share", ""))) if meter else None
        if share is not None:
            because = f"{share.amount} percent of each payment beside the fixed fee; no file says what payments amount to"
            component = f"{party.product} share of payments"
            yield unpriced(component, _owner(party), None, "third-party", "usage-unknown", because, party.locations, share)


def _owner(party: ThirdParty) -> str:
    return party.used_by[0] if len(party.used_by) == 1 else ""


def _stated(party: ThirdParty, amount: Decimal, place: Location) -> Line:
    """What a person said it costs; no catalogue knows better."""
    price = Price("answer", amount, "month", PriceSource(f"{place}", "as answered", "answer"), "")
    because = "the monthly amount that was answered"
    places = (place, *party.locations)
    amounts = (amount, amount, amount)
    return priced(party.product, _owner(party), None, "third-party", price, Decimal(1), amounts, because, places)


def _line(party: ThirdParty, meter: Meter | None, told: tuple[Decimal, Location] | None, book: Catalogue) -> Line:
    owner, name = _owner(party), slug(party.product)
    if meter is None:
        because = f"the catalogue has no price for it; answer cost.{name}.monthly-usd in opsworthy.toml"
        return unpriced(party.product, owner, None, "third-party", "price-missing", because, party.locations)
    unit_price = book.get(str(meter.get("unit_price", "")))
    base = book.get(str(meter.get("base", "")))
    if unit_price is None and base is not None:
        amounts = (Decimal(0), base.amount, base.amount)
        because = f"{base.note or 'monthly plan'}, {meter['rest']}; low: its free tier, if it fits"
        return priced(party.product, owner, None, "third-party", base, Decimal(1), amounts, because, party.locations)
    if told is None or unit_price is None:
        because = f"billed per {meter.get('unit')} {meter['rest']}; answer usage.{name}.per-month in opsworthy.toml"
        return unpriced(party.product, owner, None, "third-party", "usage-unknown", because, party.locations, unit_price or base)
    return _metered(party, meter, told, unit_price, base)


def _metered(party: ThirdParty, meter: Meter, told: tuple[Decimal, Location], price: Price, base: Price | None) -> Line:
    used, place = told
    fee = base.amount if base else Decimal(0)
    included = Decimal(meter.get("included", 0))

    def amount(units: Decimal) -> Decimal:
        return fee + max(Decimal(0), units - included) * price.amount

    because = (
        f"{used:f} × {meter['unit']} a month as answered, {included:f} included, {meter['rest']};"
        " low: half of the usage, high: twice as much"
    )
    amounts = (amount(used / 2), amount(used), amount(used * 2))
    places = (place, *party.locations)
    return priced(party.product, _owner(party), None, "third-party", price, used, amounts, because, places)


ESTIMATOR = Estimator(name="third_parties", about="outside services by their meters and the stated usage", lines=_lines)
