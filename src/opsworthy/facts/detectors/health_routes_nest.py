"""Health routes of NestJS controllers."""

from collections.abc import Iterator

from opsworthy.facts.code.health import health_route
from opsworthy.facts.code.script.nest import global_prefixes, nest_routes
from opsworthy.facts.code.source_paths import is_script
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _detect(files: Files) -> Iterator[Told]:
    controllers = [source for source in files if "@Controller(" in source.text]
    prefixes = global_prefixes(files) if controllers else []
    for source in controllers:
        code = files.code(source)
        for route in nest_routes(code, prefixes) if code is not None else ():
            fact = health_route(route)
            if fact is not None:
                yield fact


DETECTOR = Detector(
    name="health_routes_nest",
    about="NestJS controllers that answer about health, with the global prefix of their application.",
    wants=is_script,
    detect=_detect,
    looks_at=("*.js", "*.cjs", "*.mjs", "*.jsx", "*.ts", "*.cts", "*.mts", "*.tsx"),
)
