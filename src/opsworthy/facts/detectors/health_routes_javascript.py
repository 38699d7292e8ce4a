"""HTTP health routes of JavaScript and TypeScript servers: Express, Fastify, Koa, Hapi, Hono, plain node."""

from collections.abc import Iterator

from opsworthy.facts.code.health import health_route, may_hold_route
from opsworthy.facts.code.script.mounts import script_mounts
from opsworthy.facts.code.script.routes import ScriptRoutes
from opsworthy.facts.code.source_paths import is_script
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _detect(files: Files) -> Iterator[Told]:
    sources = [source for source in files if may_hold_route(source.text)]
    mounts = script_mounts(files) if sources else None
    for source in sources:
        code = files.code(source)
        if code is None or mounts is None:
            continue
        for route in ScriptRoutes(code, mounts).routes():
            fact = health_route(route)
            if fact is not None:
                yield fact


DETECTOR = Detector(
    name="health_routes_javascript",
    about="HTTP routes of JavaScript and TypeScript servers that answer about health, and the keys of their answers.",
    wants=is_script,
    detect=_detect,
    looks_at=("*.js", "*.cjs", "*.mjs", "*.jsx", "*.ts", "*.cts", "*.mts", "*.tsx"),
)
