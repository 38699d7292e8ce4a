"""The only loop over estimators."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from opsworthy.pricing import estimators
from opsworthy.pricing.catalogue.prices import Catalogue, catalogue
from opsworthy.pricing.estimate import Estimate, Line, total_of
from opsworthy.pricing.estimator import Estimator
from opsworthy.system.model import System
from opsworthy.text.regex import regex

_DATE = regex(r"\d{4}(-\d{2}(-\d{2})?)?")


@cache
def all_estimators() -> tuple[Estimator, ...]:
    """Every module of `pricing/estimators/`, by name; one without a proper ESTIMATOR is refused with its file."""
    return tuple(_load(info.name) for info in sorted(iter_modules(estimators.__path__), key=lambda info: info.name))


def _load(name: str) -> Estimator:
    module = import_module(f"{estimators.__name__}.{name}")
    declared = getattr(module, "ESTIMATOR", None)
    if not isinstance(declared, Estimator) or declared.name != name:
        raise TypeError(f"{module.__file__} must declare ESTIMATOR = Estimator(name={name!r}, …)")
    return declared


def estimate(system: System, prices: Catalogue | None = None) -> Estimate:
    """Prices what a system declares: USD per month by list prices. What has no price is a line that says so."""
    book = catalogue() if prices is None else prices
    lines = [line for each in all_estimators() for line in each.lines(system, book)]
    order = {environment.name: at for at, environment in enumerate(system.environments)}
    lines.sort(key=lambda line: (line.environment is None, order.get(line.environment or "", len(order))))
    return Estimate(
        as_of=_oldest(lines),
        lines=tuple(lines),
        total=total_of(lines),
        assumptions=_assumptions(lines),
    )


def _oldest(lines: list[Line]) -> str:
    """The oldest date among the sources, as exact as the source gives it; "" where nothing has a price."""
    dates = [
        found.group() for line in lines if line.source and line.low is not None and (found := _DATE.match(line.source.as_of))
    ]
    return min(dates, default="")


def _assumptions(lines: list[Line]) -> tuple[str, ...]:
    told = ["Prices are list prices in USD before tax, credits, free tiers and negotiated discounts."]
    if any(line.unit == "replica-month" for line in lines):
        told.append(
            "Kubernetes capacity is priced by what the containers request: low by AWS Fargate in us-east-1 or GKE Autopilot in"
            " us-central1, whichever is cheaper, high by the dearer one. Nodes of your own may cost less when they are full,"
            " and more when they are idle."
        )
    if any(line.low is None for line in lines):
        told.append("Totals leave out every component without a price; those are listed with what is missing.")
    return tuple(told)
