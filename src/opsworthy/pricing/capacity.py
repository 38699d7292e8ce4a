"""Kubernetes capacity at the two per-request list prices of the catalogue, USD per month for one replica."""

from decimal import Decimal

from opsworthy.pricing.catalogue.prices import Catalogue, Price
from opsworthy.pricing.estimate import PriceSource
from opsworthy.pricing.money import GIB, HOURS_PER_MONTH
from opsworthy.system.model import Placement, Resources
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Unknown


@dataclass(frozen=True, slots=True)
class Replica:
    """What one replica costs a month where it is cheap and where it is dear, and half-way between them as a price."""

    low: Decimal
    high: Decimal
    price: Price


@dataclass(frozen=True, slots=True)
class Count:
    """How many replicas: the bounds, what is likely between them, and why."""

    low: Decimal
    likely: Decimal
    high: Decimal
    because: str


def replica(resources: Resources, book: Catalogue) -> Replica | None:
    """The price of what one replica requests; None where CPU or memory is not requested."""
    if resources.cpu_request is None or resources.memory_request is None:
        return None
    cores, gigabytes = resources.cpu_request, Decimal(resources.memory_request) / GIB
    fargate = (cores * book["aws.fargate.vcpu"].amount + gigabytes * book["aws.fargate.memory"].amount) * HOURS_PER_MONTH
    autopilot = cores * book["gcp.autopilot.vcpu"].amount + gigabytes * book["gcp.autopilot.memory"].amount
    low, high = min(fargate, autopilot), max(fargate, autopilot)
    return Replica(low, high, Price("kubernetes.replica", (low + high) / 2, "replica-month", _source(book), ""))


def _source(book: Catalogue) -> PriceSource:
    """Both sources, with the older date."""
    first, second = book["aws.fargate.vcpu"].source, book["gcp.autopilot.vcpu"].source
    return PriceSource(f"{first.source}; {second.source}", min(first.as_of, second.as_of), first.confidence)


def count(placement: Placement) -> Count | Unknown:
    """The replica bounds of a placement."""
    scaling = placement.autoscaling
    if scaling is not None:
        low, high = Decimal(scaling.minimum), Decimal(scaling.maximum)
        because = f"{scaling.minimum} to {scaling.maximum} replicas as the autoscaler allows; likely: half-way between them"
        return Count(low, (low + high) / 2, high, because)
    if isinstance(placement.replicas, Unknown):
        return placement.replicas
    fixed = Decimal(placement.replicas.value)
    return Count(fixed, fixed, fixed, f"{fixed} replica{'' if fixed == 1 else 's'}, not autoscaled")
