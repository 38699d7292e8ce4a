"""HTTP health routes of PHP servers: Laravel, Symfony, Slim and their like."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.marks import may_hold
from opsworthy.facts.code.health import health_route
from opsworthy.facts.code.php.routes import health_routes
from opsworthy.facts.code.source_paths import is_php
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.syntax import written

_MARKS = ("Route::", "#[Route", "withRouting", "$app->", "$router->", "$routes->", "$group->", "$r->", "$this->router")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        worth = any(mark in source.text for mark in _MARKS) and may_hold(source.text)
        code = files.code(source) if worth else None
        for route in health_routes(code, lambda name, method: _action(files, name, method)) if code is not None else ():
            fact = health_route(route)
            if fact is not None:
                yield fact


def _action(files: Files, name: str, method: str) -> tuple[Code, Node] | None:
    """A method of a class, whose file bears the name of the class."""
    for path in files.matching(f"*/{name}.php"):
        source = files.open(path)
        code = files.code(source) if source is not None else None
        for node in code.of("method_declaration") if code is not None else ():
            if code is not None and written(node.child_by_field_name("name")) == method:
                return code, node
    return None


DETECTOR = Detector(
    name="health_routes_php",
    about="HTTP routes of PHP servers that answer about health, and the keys of their answers.",
    wants=is_php,
    detect=_detect,
    looks_at=("*.php",),
)
