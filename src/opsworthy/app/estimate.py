"""What a system costs, by list prices of the catalogue."""

from pathlib import Path

from opsworthy.app.workspace import survey
from opsworthy.pricing.estimate import Estimate
from opsworthy.pricing.estimating import estimate
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Estimated:
    """An estimate with the system that it is of; None where the system uses no paid resources."""

    system: System
    estimate: Estimate | None


def estimate_repository(path: Path) -> Estimated:
    """Surveys a folder and prices what it declares."""
    system = survey(path).system
    return Estimated(system, estimate_system(system))


def estimate_system(system: System) -> Estimate | None:
    return estimate(system) if system.paid_resources.value else None
