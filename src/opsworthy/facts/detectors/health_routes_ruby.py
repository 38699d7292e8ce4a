"""HTTP health routes of Ruby servers: Rails, Sinatra, Grape, Rack."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.marks import may_hold
from opsworthy.facts.code.health import health_route
from opsworthy.facts.code.ruby.routes import framework_of, health_routes
from opsworthy.facts.code.source_paths import is_ruby
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.syntax import written


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        routed = framework_of(source.text) is not None or source.path.endswith(".ru")
        worth = routed and ("health_check_routes" in source.text or may_hold(source.text))
        code = files.code(source) if worth else None
        for route in health_routes(code, lambda target: _action(files, target)) if code is not None else ():
            fact = health_route(route)
            if fact is not None:
                yield fact


def _action(files: Files, target: str) -> tuple[Code, Node] | None:
    """The method of a Rails controller that `health#show` names."""
    controller, _, name = target.strip(":\"'").partition("#")
    for path in files.matching(f"*app/controllers/*{controller}_controller.rb"):
        source = files.open(path)
        code = files.code(source) if source is not None else None
        for node in code.of("method") if code is not None else ():
            if code is not None and written(node.child_by_field_name("name")) == name:
                return code, node
    return None


DETECTOR = Detector(
    name="health_routes_ruby",
    about="HTTP routes of Ruby servers that answer about health, and the keys of their answers.",
    wants=is_ruby,
    detect=_detect,
    looks_at=("*.rb", "*.ru", "*.rake"),
)
