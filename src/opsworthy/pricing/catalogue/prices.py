"""Reads the catalogue: a price by its key, with unit, date, source and confidence."""

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from opsworthy.pricing.estimate import PriceSource
from opsworthy.text.dataclass import dataclass

WEAK = frozenset({"third_party_generated", "third_party_note", "aggregator"})


@dataclass(frozen=True, slots=True)
class Price:
    """USD per `unit`, list price before tax, credits and discounts."""

    key: str
    amount: Decimal
    unit: str
    source: PriceSource
    note: str

    @property
    def warning(self) -> str:
        """What to say where the source is weak; empty where it is not."""
        return "; the price is from a weak source, confirm it with the vendor" if self.source.confidence in WEAK else ""


Catalogue = Mapping[str, Price]


@cache
def catalogue() -> Catalogue:
    """The compiled catalogue, by key."""
    text = Path(__file__).with_name("prices.csv").read_text("utf-8")
    return {
        row["key"]: Price(
            row["key"],
            Decimal(row["price_usd"]),
            row["unit"],
            PriceSource(row["source"], row["as_of"], row["confidence"]),
            row["note"],
        )
        for row in csv.DictReader(text.splitlines())
    }
