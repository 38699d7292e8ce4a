"""HTTP health routes of Go servers: net/http, gorilla, chi, gin, echo, fiber and their like."""

from collections.abc import Iterator
from functools import partial

from opsworthy.facts.code.golang.repository import go_sources
from opsworthy.facts.code.golang.routes import GoRoutes
from opsworthy.facts.code.health import health_route, may_hold_route
from opsworthy.facts.code.source_paths import is_go
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.source import Source


def _detect(files: Files) -> Iterator[Told]:
    for sources in go_sources(files).values():
        for source in sources:
            code = files.code(source) if may_hold_route(source.text) else None
            if code is not None:
                others = [each for each in sources if each is not source]
                yield from _routes(GoRoutes(code, partial(_codes, files, others)))


def _codes(files: Files, sources: list[Source]) -> list[Code]:
    return [code for source in sources if (code := files.code(source)) is not None]


def _routes(file: GoRoutes) -> Iterator[Told]:
    for route in file.routes():
        fact = health_route(route)
        if fact is not None:
            yield fact


DETECTOR = Detector(
    name="health_routes_go",
    about="HTTP routes of Go servers that answer about health, and the keys of their answers.",
    wants=is_go,
    detect=_detect,
    looks_at=("*.go",),
)
