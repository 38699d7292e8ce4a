"""Kubernetes workloads by their requests and replica bounds, services and datastores alike."""

from collections.abc import Iterator

from opsworthy.pricing.capacity import count, replica
from opsworthy.pricing.catalogue.prices import Catalogue
from opsworthy.pricing.estimate import Line
from opsworthy.pricing.estimator import Estimator
from opsworthy.pricing.lines import priced, unpriced
from opsworthy.pricing.money import size
from opsworthy.system.model import Placement, System
from opsworthy.text.location import Location, Unknown

_FOR_A_WHILE = frozenset({"Job", "CronJob"})


def _lines(system: System, book: Catalogue) -> Iterator[Line]:
    for service in system.services:
        for placement in service.placements:
            if placement.platform == "kubernetes":
                yield _line(service.name, "compute", placement, book)
    for store in system.datastores:
        for placement in store.placements:
            if placement.platform == "kubernetes":
                yield _line(store.name, "database", placement, book)


def _line(name: str, category: str, placement: Placement, book: Catalogue) -> Line:
    component = "capacity"
    reason = _why_not(placement)
    told = None if reason else count(placement)
    one = replica(placement.resources, book) if placement.resources else None
    if reason or isinstance(told, Unknown) or told is None or one is None or placement.resources is None:
        because = reason or (told.reason if isinstance(told, Unknown) else "its containers request no CPU or no memory")
        return unpriced(component, name, placement.environment, category, "usage-unknown", because, placement.locations)
    amounts = (one.low * told.low, one.price.amount * told.likely, one.high * told.high)
    places = (*placement.locations[:1], placement.resources.location, *_scaling_places(placement))
    because = f"{told.because}; each requests {_request(placement)}"
    return priced(component, name, placement.environment, category, one.price, told.likely, amounts, because, places)


def _why_not(placement: Placement) -> str:
    if placement.kind in _FOR_A_WHILE:
        return "runs for a while and ends; no file says how long"
    if placement.kind == "DaemonSet":
        return "runs once per node; no file says how many nodes there are"
    return ""


def _request(placement: Placement) -> str:
    resources = placement.resources
    assert resources is not None
    assert resources.cpu_request is not None
    assert resources.memory_request is not None
    return f"{resources.cpu_request.normalize():f} vCPU and {size(resources.memory_request)}"


def _scaling_places(placement: Placement) -> tuple[Location, ...]:
    return placement.autoscaling.locations[:1] if placement.autoscaling else ()


ESTIMATOR = Estimator(name="kubernetes_workloads", about="Kubernetes workloads by requests and replica bounds", lines=_lines)
