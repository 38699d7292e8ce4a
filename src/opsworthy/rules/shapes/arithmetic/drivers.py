"""What a priced component always costs besides, and what a stated surcharge makes of its neighbours."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.documents.document import Amount, Document
from opsworthy.findings.outcome import Related
from opsworthy.pricing.catalogue.prices import catalogue
from opsworthy.pricing.money import HOURS_PER_MONTH
from opsworthy.rules.shapes.arithmetic.flaw import Check, ends, plain
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_SURCHARGE = regex(
    r"(?P<name>[A-Za-z][\w -]{2,30}?)(?:\s+(?:enabled|on))?\s*[*_]*:?[*_]*\s*\+\s?(?P<share>\d{1,3})\s?%\s*(?:cost|price)?", re.I
)
_ESTIMATE = regex(r"^\W*(?:estimated?|sub-?total|total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Driver:
    """`named` tells that the component is used, `told` that its fee is spoken of, `fee` says what it is and since when."""

    named: re.Pattern[str]
    told: re.Pattern[str]
    fee: str
    sure: bool


@cache
def _drivers() -> tuple[Driver, ...]:
    data = data_of("opsworthy.rules.shapes.arithmetic", "drivers.toml")
    return tuple(
        Driver(regex(each["named"]), regex(each["told"], re.IGNORECASE), _fee(each), each["sure"]) for each in data["driver"]
    )


def _fee(driver: dict[str, str]) -> str:
    """What is billed besides, with the price and its day from the catalogue where it knows them."""
    if "price" not in driver:
        return driver["fee"]
    price = catalogue()[driver["price"]]
    said = f"${price.amount:.2f} an {price.unit}, about ${price.amount * HOURS_PER_MONTH:.0f} a month"
    return driver["fee"].format(price=said, as_of=price.source.as_of)


def drivers(document: Document) -> Iterator[tuple[Check, bool]]:
    """Each component that the estimate prices and that always costs something besides; False where it may be free."""
    inside = regions(document, "estimated-costs")
    for driver in _drivers():
        used = next(
            (
                each
                for region in inside
                for each in _priced(region)
                if driver.named.search(f"{each.under} {each.label}") or _headed(region, each, driver)
            ),
            None,
        )
        if used is None:
            continue
        told = any(driver.told.search(line) for line in reading(document).text)
        yield Check("" if told else driver.fee, used.location), driver.sure


def _priced(region: Passage) -> Iterator[Amount]:
    return (each for each in region.amounts if not each.unit and each.high)


def _headed(region: Passage, amount: Amount, driver: Driver) -> bool:
    """Whether the nearest lead-in or heading above an amount names the component."""
    above = [
        each
        for each in region.reading.passages
        if each.first <= amount.location.line <= each.last and not each.row and each.first >= region.first
    ]
    return bool(above) and any(driver.named.search(region.reading.line(each.first)) for each in above[-2:])


def surcharges(document: Document) -> Iterator[Check]:
    """`Multi-AZ: +100% cost` among amounts under one lead-in: their estimate is at least the largest of them with it."""
    read = reading(document)
    for region in regions(document, "estimated-costs"):
        for paragraph in region.paragraphs:
            found = _SURCHARGE.search(paragraph.text)
            if not found or not paragraph.under or any(each.location.line == paragraph.location.line for each in region.amounts):
                continue
            group = [
                each
                for each in read.amounts
                if each.under == paragraph.under and abs(each.location.line - paragraph.location.line) < 12 and not each.unit
            ]
            estimate = next((each for each in group if _ESTIMATE.search(each.label)), None)
            rest = [each for each in group if each is not estimate and each.location.line < paragraph.location.line]
            if estimate and rest:
                base = max(rest, key=lambda each: each.low)
                least = base.low * (100 + int(found["share"])) / 100
                name, share = found["name"].strip(), found["share"]
                wrong = f"“{paragraph.under}” is {ends(estimate.low, estimate.high)}, and {plain(base.low)} with"
                wrong += f" {share} % for {name} is {plain(least)} alone"
                shown = (
                    Related(base.location, f"{base.label}: {plain(base.low)}"),
                    Related(paragraph.location, paragraph.text[:80]),
                )
                yield Check(wrong if estimate.high < least * 95 / 100 else "", estimate.location, shown)
