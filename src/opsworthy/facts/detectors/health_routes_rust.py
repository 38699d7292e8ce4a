"""HTTP health routes of Rust servers: axum, Actix Web, Rocket, warp and their like."""

from collections.abc import Iterator
from functools import partial

from opsworthy.facts.code.calls.marks import may_hold
from opsworthy.facts.code.health import health_route
from opsworthy.facts.code.rust.routes import framework_of, health_routes
from opsworthy.facts.code.source_paths import is_rust
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.source import Source

_WORTH = ("async fn ", "nest(", "mount(", "scope(")


def _detect(files: Files) -> Iterator[Told]:
    sources = list(files)
    for source in sources:
        code = files.code(source) if may_hold(source.text) and framework_of(source.text) else None
        for route in health_routes(code, partial(_others, files, sources, source)) if code is not None else ():
            fact = health_route(route)
            if fact is not None:
                yield fact


def _others(files: Files, sources: list[Source], own: Source, word: str) -> list[Code]:
    """The other files that hold a word, as far as they may hold handlers or put routers below a path."""
    held = (each for each in sources if each is not own and word in each.text and any(mark in each.text for mark in _WORTH))
    return [code for each in held if (code := files.code(each)) is not None]


DETECTOR = Detector(
    name="health_routes_rust",
    about="HTTP routes of Rust servers that answer about health, and the keys of their answers.",
    wants=is_rust,
    detect=_detect,
    looks_at=("*.rs",),
)
