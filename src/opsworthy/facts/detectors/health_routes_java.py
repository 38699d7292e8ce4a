"""HTTP health routes of Java and Kotlin servers: Spring, JAX-RS, Micronaut, Ktor and their like."""

from collections.abc import Iterator

from opsworthy.facts.code.calls.marks import may_hold
from opsworthy.facts.code.health import health_route
from opsworthy.facts.code.jvm.routes import health_routes
from opsworthy.facts.code.source_paths import is_java
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        code = files.code(source) if may_hold(source.text) else None
        for route in health_routes(code) if code is not None else ():
            fact = health_route(route)
            if fact is not None:
                yield fact


DETECTOR = Detector(
    name="health_routes_java",
    about="HTTP routes of Java and Kotlin servers that answer about health, and the keys of their answers.",
    wants=is_java,
    detect=_detect,
    looks_at=("*.java", "*.kt"),
)
