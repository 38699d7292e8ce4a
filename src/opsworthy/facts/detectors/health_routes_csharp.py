"""HTTP health routes of ASP.NET Core servers: health checks, minimal APIs, controllers."""

from collections.abc import Iterator

from opsworthy.facts.code.calls.marks import may_hold
from opsworthy.facts.code.dotnet.routes import health_routes
from opsworthy.facts.code.health import health_route
from opsworthy.facts.code.source_paths import is_csharp
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files

_MARKS = ("MapHealthChecks", "UseHealthChecks", "MapMetrics", "UseMetricServer", "PrometheusScrapingEndpoint")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        code = files.code(source) if _may_hold(source.text) else None
        for route in health_routes(code) if code is not None else ():
            fact = health_route(route)
            if fact is not None:
                yield fact


def _may_hold(text: str) -> bool:
    return any(mark in text for mark in _MARKS) or may_hold(text)


DETECTOR = Detector(
    name="health_routes_csharp",
    about="HTTP routes of ASP.NET Core servers that answer about health, and the keys of their answers.",
    wants=is_csharp,
    detect=_detect,
    looks_at=("*.cs",),
)
