"""HTTP health routes of Python applications: Flask, FastAPI, Starlette, aiohttp, Sanic, Falcon, Tornado, http.server."""

from collections.abc import Iterator

from opsworthy.facts.code.health import health_route, may_hold_route
from opsworthy.facts.code.python.mounts import mounts_in
from opsworthy.facts.code.python.routes import RoutesFile
from opsworthy.facts.code.source_paths import is_python
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _detect(files: Files) -> Iterator[Told]:
    sources = [source for source in files if may_hold_route(source.text)]
    mounts = mounts_in(files) if sources else None
    for source in sources:
        code = files.code(source)
        if code is None or mounts is None:
            continue
        for route in RoutesFile(code, mounts).routes():
            fact = health_route(route)
            if fact is not None:
                yield fact


DETECTOR = Detector(
    name="health_routes_python",
    about="HTTP routes in Python code that answer about health, and the keys of their answers.",
    wants=is_python,
    detect=_detect,
    looks_at=("*.py",),
)
