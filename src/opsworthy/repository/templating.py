"""What a program that renders charts is asked and answers. The charts are given as texts, so that every tree can be rendered."""

from collections.abc import Callable
from typing import Protocol

from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ChartFiles:
    """A chart with the charts it takes in, as texts by their path within it."""

    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One release to render. `values` are texts of JSON, laid over the chart's own in this order."""

    chart: ChartFiles
    release: str
    namespace: str
    kubernetes: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was printed, or None and why not: `refusal` is the program's own word, raw, and `trouble` what kept it from one."""

    text: str | None
    refusal: str = ""
    trouble: str = ""


class Templater(Protocol):
    """Renders in the background: what `begin` gives is called for the answer."""

    def version(self) -> str | None:
        """Such as `v3.16.4`; None where the program cannot be used after all."""

    def begin(self, asked: Asked) -> Callable[[], Answer]: ...
