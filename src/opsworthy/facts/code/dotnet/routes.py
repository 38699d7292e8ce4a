"""Health routes of ASP.NET Core: MapHealthChecks and its like, minimal APIs, attributed controllers."""

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from opsworthy.facts.code.calls.answers import answered_keys
from opsworthy.facts.code.calls.calling import Call, call_of, calls_at, calls_holding
from opsworthy.facts.code.calls.functions import enclosing_type
from opsworthy.facts.code.calls.marks import WORD
from opsworthy.facts.code.calls.values import literal, text_of
from opsworthy.facts.code.health import Route, join, role_of
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import descend, written

_NAMES = regex(
    rb"\b(?:(?:Map|Use)\w*(?:HealthChecks|Metrics|MetricServer|PrometheusScrapingEndpoint)|Route(?=\(\"[^\"]*\[controller\]))\b"
)
_CHECKS = frozenset(["MapHealthChecks", "UseHealthChecks", "MapDynamicHealthChecks"])
_METRICS = frozenset(
    ["MapMetrics", "UseMetricServer", "MapPrometheusScrapingEndpoint", "UseOpenTelemetryPrometheusScrapingEndpoint"]
)
_FRAMEWORK = "ASP.NET Core"
_CONTROLLER = regex(r"\[controller\]", re.IGNORECASE)
_DEEPEST = 6
_MOST = 100


def health_routes(code: Code) -> Iterator[Route]:
    """The routes of one file that may be about health."""
    named = {call.node.id: call for call in islice(calls_at(code, _NAMES), _MOST)}
    for call in (*named.values(), *(call for call in calls_holding(code, WORD) if call.node.id not in named)):
        if call.node.type == "attribute" and call.name in ("HttpGet", "Route"):
            yield from _attributed(code, call)
        elif call.name in _CHECKS:
            path = literal(code, call.given(0))
            if path:
                whole = join(*_groups(code, call.receiver, 0), path)
                yield Route(
                    whole,
                    code.place(call.node),
                    "csharp",
                    _FRAMEWORK,
                    ("status",) if _writes(call) else (),
                    role=role_of(whole) or "health",
                )
        elif call.name in _METRICS:
            path = literal(code, call.given(0)) if call.arguments else "/metrics"
            if path and not path.isdigit():
                yield Route(path, code.place(call.node), "csharp", _FRAMEWORK, role="metrics")
        elif call.name in ("MapGet", "MapMethods") or (
            call.name == "Get" and not call.on and "FastEndpoints" in code.source.text
        ):
            yield from _mapped(code, call)


def _writes(call: Call) -> bool:
    """Whether the options name a writer of JSON, all of which answer with a status."""
    return any("ResponseWriter" in written(each.value) for each in call.arguments)


def _mapped(code: Code, call: Call) -> Iterator[Route]:
    path = literal(code, call.given(0))
    if path is None:
        return
    handler = call.arguments[-1].value if len(call.arguments) > 1 else None
    yield Route(
        join(*_groups(code, call.receiver, 0), path),
        code.place(call.node),
        "csharp",
        _FRAMEWORK,
        answered_keys("csharp", handler),
        written(handler)[:120],
    )


def _groups(code: Code, receiver: Node | None, depth: int) -> list[str]:
    """The prefixes of the groups that a route hangs on: `app.MapGroup("/api")`, chained or in a variable."""
    if receiver is None or depth > _DEEPEST:
        return []
    call = call_of(code.language, receiver)
    if call is not None:
        own = text_of(call.given(0)) if call.name == "MapGroup" else None
        return [*_groups(code, call.receiver, depth + 1), *([own] if own else [])]
    name = written(receiver)
    for made in calls_at(code, re.compile(rb"\bMapGroup\b")) if name.isidentifier() else ():
        declared = made.node
        while declared.parent is not None and declared.type not in ("variable_declarator", "block", "compilation_unit"):
            declared = declared.parent
        if declared.type == "variable_declarator" and written(declared.child_by_field_name("name")) == name:
            own = text_of(made.given(0))
            return [*_groups(code, made.receiver, depth + 1), *([own] if own else [])]
    return []


def _attributed(code: Code, call: Call) -> Iterator[Route]:
    """`[HttpGet("health")]` on an action, after the route of its controller; a route on a controller is its first action's."""
    held = call.node.parent.parent if call.node.parent is not None else None
    if held is None or held.type not in ("method_declaration", "class_declaration"):
        return
    path = text_of(call.given(0)) or text_of(call.given(None, "template"))
    if held.type == "class_declaration":
        action = _plain_action(code, held) if path is not None and call.name == "Route" else None
        if action is not None:
            yield _route(code, call.node, _token(path or "", held), action)
        return
    if path is None or (call.name == "Route" and not any(each.name == "HttpGet" for each in _attributes(code, held))):
        return
    holder = enclosing_type(held)
    whole = path if path.startswith(("/", "~/")) else join(_controller_route(code, holder), path)
    yield _route(code, call.node, _token(whole.removeprefix("~"), holder), held)


def _route(code: Code, at: Node, path: str, action: Node) -> Route:
    name = written(action.child_by_field_name("name"))
    holder = enclosing_type(action)
    handler = f"{written(holder.child_by_field_name('name'))}.{name}" if holder is not None else name
    return Route(
        path.replace("[action]", name.lower()), code.place(at), "csharp", _FRAMEWORK, answered_keys("csharp", action), handler
    )


def _token(path: str, holder: Node | None) -> str:
    name = written(holder.child_by_field_name("name")) if holder is not None else ""
    return _CONTROLLER.sub(name.removesuffix("Controller").lower(), path)


def _attributes(code: Code, held: Node) -> Iterator[Call]:
    for child in held.named_children:
        if child.type == "attribute_list":
            for each in child.named_children:
                call = call_of(code.language, each)
                if call is not None:
                    yield call


def _controller_route(code: Code, holder: Node | None) -> str:
    for call in _attributes(code, holder) if holder is not None else ():
        if call.name in ("Route", "RoutePrefix"):
            return text_of(call.given(0)) or text_of(call.given(None, "template")) or ""
    return ""


def _plain_action(code: Code, holder: Node) -> Node | None:
    """The action of a controller that adds nothing to its path: `[HttpGet]` without a template."""
    for method in (node for node in descend(holder) if node.type == "method_declaration"):
        for call in _attributes(code, method):
            if call.name == "HttpGet" and text_of(call.given(0)) is None and enclosing_type(method) == holder:
                return method
    return None
