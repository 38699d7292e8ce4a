"""What an estimator declares: a module-level `ESTIMATOR` in `pricing/estimators/<name>.py`."""

from collections.abc import Callable, Iterator

from opsworthy.pricing.catalogue.prices import Catalogue
from opsworthy.pricing.estimate import Line
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Estimator:
    """One way of being billed. `lines` yields nothing for a system that is not billed so."""

    name: str
    about: str
    lines: Callable[[System, Catalogue], Iterator[Line]]
