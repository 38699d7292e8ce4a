"""What a Kubernetes system needs around its workloads: volumes, a cluster, a load balancer, traffic."""

from collections.abc import Iterator
from decimal import Decimal

from opsworthy.pricing.capacity import count
from opsworthy.pricing.catalogue.prices import Catalogue
from opsworthy.pricing.estimate import Line
from opsworthy.pricing.estimator import Estimator
from opsworthy.pricing.lines import priced, unpriced
from opsworthy.pricing.money import GIB, HOURS_PER_MONTH
from opsworthy.pricing.usage import number
from opsworthy.system.model import Datastore, Placement, Service, System, Volume
from opsworthy.text.location import Unknown


def _lines(system: System, book: Catalogue) -> Iterator[Line]:
    owners: list[Service | Datastore] = [*system.services, *system.datastores]
    placed = [(owner.name, each) for owner in owners for each in owner.placements if each.platform == "kubernetes"]
    if not placed:
        return
    for name, placement in placed:
        for volume in placement.volumes:
            yield _volume(name, placement, volume, book)
    yield from _load_balancers(system, book)
    yield _cluster(system, book)
    yield _traffic(system, book)


def _volume(name: str, placement: Placement, volume: Volume, book: Catalogue) -> Line:
    component = f"volume {volume.name}"
    told = count(placement)
    if volume.size is None or isinstance(told, Unknown):
        because = (
            "no file says how large the volume is" if volume.size is None else told.reason if isinstance(told, Unknown) else ""
        )
        return unpriced(component, name, placement.environment, "storage", "usage-unknown", because, (volume.location,))
    gigabytes = Decimal(volume.size) / GIB
    cheap, dear = sorted((book["aws.ebs.gp3"], book["gcp.disk.balanced"]), key=lambda price: price.amount)
    once = gigabytes * told.high if placement.kind == "StatefulSet" else gigabytes
    amounts = (cheap.amount * once, (cheap.amount + dear.amount) / 2 * once, dear.amount * once)
    because = f"{once.normalize():f} GiB claimed; low by {cheap.note}, high by {dear.note}"
    return priced(component, name, placement.environment, "storage", dear, once, amounts, because, (volume.location,))


def _load_balancers(system: System, book: Catalogue) -> Iterator[Line]:
    """One load balancer for each environment that is reached from outside."""
    price, cheap = book["aws.alb.hours"], book["gcp.forwarding-rule"]
    for environment in dict.fromkeys(endpoint.environment for endpoint in system.endpoints):
        places = tuple(place for each in system.endpoints if each.environment == environment for place in each.locations[:1])
        low, high = cheap.amount * HOURS_PER_MONTH, price.amount * HOURS_PER_MONTH
        because = "an ingress needs a load balancer; low: one GCP forwarding rule, high: one AWS load balancer before its traffic"
        amounts = (low, (low + high) / 2, high)
        yield priced("load balancer", "", environment, "network", price, Decimal(1), amounts, because, places[:3])


def _cluster(system: System, book: Catalogue) -> Line:
    price = book["aws.eks.cluster"]
    environments = [each for each in system.environments if each.platform == "kubernetes"]
    fee = price.amount * HOURS_PER_MONTH
    many = Decimal(max(1, len(environments)))
    apart = Decimal(2) if many > 1 and any(each.production for each in environments) else Decimal(1)
    because = (
        "one managed control plane a cluster; no file says how many clusters there are: low one for all,"
        f" likely {apart}{' (production apart)' if apart > 1 else ''}, high one for each environment"
    )
    places = tuple(place for each in environments for place in each.locations[:1])
    return priced("cluster control plane", "", None, "compute", price, apart, (fee, fee * apart, fee * many), because, places)


def _traffic(system: System, book: Catalogue) -> Line:
    told = number(system.answer("usage.egress-gb.per-month"))
    price = book["aws.egress"]
    if told is None:
        because = "no file says how much data leaves the cluster; answer usage.egress-gb.per-month in opsworthy.toml"
        return unpriced("data transfer to the internet", "", None, "data-transfer", "usage-unknown", because, (), price)
    gigabytes, place = told
    likely = gigabytes * price.amount
    because = f"{gigabytes:f} GB a month as answered; low half of it, high twice as much"
    amounts = (likely / 2, likely, likely * 2)
    return priced("data transfer to the internet", "", None, "data-transfer", price, gigabytes, amounts, because, (place,))


ESTIMATOR = Estimator(name="kubernetes_platform", about="volumes, clusters, load balancers and traffic", lines=_lines)
