"""Health routes of axum, Actix Web, Rocket, warp and poem."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from tree_sitter import Node

from opsworthy.facts.code.calls.answers import answered_keys
from opsworthy.facts.code.calls.calling import Call, call_of, calls_at, calls_holding
from opsworthy.facts.code.calls.functions import name_of
from opsworthy.facts.code.calls.marks import WORD, may_be_health
from opsworthy.facts.code.calls.places import around
from opsworthy.facts.code.calls.values import bare, literal, text_of
from opsworthy.facts.code.health import Route, join
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_FRAMEWORKS = (("axum", "axum"), ("actix_web", "Actix Web"), ("rocket", "Rocket"), ("warp", "warp"), ("poem", "Poem"),
               ("salvo", "Salvo"),
               ("ntex", "ntex"), ("tide", "Tide"))  # fmt: skip
Others = Callable[[str], Sequence[Code]]
_NESTS = regex(rb"\b(?:nest|scope|mount|nest_service)\b")
_METHODS = regex(r"(?:\w+::)*(?:get|any|head|get_service|on)\b")
_DEEPEST = 4
_LONGEST = 4000
_LONGEST_CHAIN = 100


def framework_of(text: str) -> str | None:
    """The framework that a file uses, by the crates that it names."""
    return next((name for crate, name in _FRAMEWORKS if f"{crate}::" in text or f"use {crate}" in text), None)


def health_routes(code: Code, others: Others) -> Iterator[Route]:
    """The routes of one file that may be about health; handlers and nests are looked for in the other files too,
    by a word that they must hold."""
    framework = framework_of(code.source.text)
    for call in calls_holding(code, WORD):
        if call.node.type == "attribute":
            yield from _attributed(code, call, framework, others)
        elif call.name == "route" and call.receiver is not None:
            yield from _routed(code, call, framework, others)
        elif call.name in ("resource", "at", "path", "with_path"):
            yield from _resource(code, call, framework, others)


def _attributed(code: Code, call: Call, framework: str | None, others: Others) -> Iterator[Route]:
    """`#[get("/health")]` on a function, which a scope or a mount may put below another path."""
    path = text_of(call.given(0))
    held = call.node.parent.next_named_sibling if call.node.parent is not None else None
    while held is not None and held.type in ("attribute_item", "line_comment", "block_comment"):
        held = held.next_named_sibling
    if path is None or call.name.rpartition("::")[2] != "get" or held is None or held.type != "function_item":
        return
    if not may_be_health(path.partition("?")[0]):
        return
    name = name_of(held)
    prefix = _mounted(code, others, name)
    whole = join(prefix or "", path.partition("?")[0])
    partial = prefix is None and framework == "Rocket"
    fields = answered_keys("rust", held)
    yield Route(whole, code.place(call.node), "rust", framework or "Actix Web", fields, name, partial)


def _mounted(code: Code, others: Others, handler: str) -> str | None:
    """The prefix of `mount("/api", routes![…])` or of `web::scope("/api").service(…)` that names a handler."""
    named = re.compile(rf"\b{re.escape(handler)}\b")
    for each in (code, *others(handler)):
        for call in calls_at(each, _NESTS) if handler in each.source.text else ():
            prefix = text_of(call.given(0))
            held = _chain(call.node) if call.name.rpartition("::")[2] == "scope" else call.node
            if prefix is not None and named.search(written(held)[:_LONGEST]):
                return prefix
    return None


def _chain(call: Node) -> Node:
    """The whole of a chain of methods that begins with a call."""
    here = call
    for _ in range(_LONGEST_CHAIN):
        if here.parent is None or here.parent.type != "field_expression" or here.parent.parent is None:
            break
        here = here.parent.parent
    return here


def _routed(code: Code, call: Call, framework: str | None, others: Others) -> Iterator[Route]:
    """axum's `.route("/health", get(handler))` and Actix's `.route("/health", web::get().to(handler))`."""
    path, service = literal(code, call.given(0)), call.given(1)
    if path is None or service is None or not may_be_health(path) or not _METHODS.match(written(service)):
        return
    prefixes = _prefixes(code, call, others, 0)
    name, body = _handler(code, service, others)
    yield Route(
        join(*prefixes, path), code.place(call.given(0) or call.node), "rust", framework, answered_keys("rust", body), name
    )


def _resource(code: Code, call: Call, framework: str | None, others: Others) -> Iterator[Route]:
    """`web::resource("/health").route(web::get().to(h))`, `Route::new().at("/health", get(h))`, `warp::path("health")`."""
    path = literal(code, call.given(0))
    if path is None:
        return
    if call.name == "resource" and call.on.endswith("web"):
        name, body = _handler(
            code,
            call.node.parent.parent if call.node.parent is not None and call.node.parent.parent is not None else call.node,
            others,
        )
        yield Route(
            join(*_prefixes(code, call, others, 0), path),
            code.place(call.node),
            "rust",
            framework,
            answered_keys("rust", body),
            name,
        )
    elif call.name == "at" and framework in ("Poem", "Tide") and (call.given(1) is not None or framework == "Tide"):
        yield Route(path, code.place(call.node), "rust", framework)
    elif call.name == "path" and call.on == "warp":
        yield Route(path, code.place(call.node), "rust", "warp", partial=True)
    elif call.name == "with_path" and framework == "Salvo":
        yield Route(path, code.place(call.node), "rust", "Salvo", partial=True)


def _handler(code: Code, service: Node, others: Others) -> tuple[str, Node | None]:
    """The function that `get(handler)` or `web::get().to(handler)` names, or the closure itself."""
    call = call_of("rust", bare(service))
    for _ in range(_DEEPEST):
        if call is None:
            return "", None
        inner = bare(call.given(0))
        if inner is not None and inner.type == "closure_expression":
            return "", inner
        if inner is not None and inner.type in ("identifier", "scoped_identifier"):
            name = written(inner).rpartition("::")[2]
            return written(inner), function_of([code], name) or function_of(others(name), name)
        call = call_of("rust", inner) or call_of("rust", call.receiver)
    return "", None


def function_of(codes: Sequence[Code], name: str) -> Node | None:
    for code in codes:
        for node in code.at(re.compile(rb"\bfn\s+%s\b" % re.escape(name.encode()))) if name in code.source.text else ():
            here: Node | None = node
            while here is not None and here.type != "function_item":
                here = here.parent
            if here is not None:
                return here
    return None


def _prefixes(code: Code, call: Call, others: Others, depth: int) -> list[str]:
    """The prefixes of a route: of the scope that it is chained to, of the nest that it stands in, or of the one that takes in
    the router which the function around it makes."""
    if depth > _DEEPEST:
        return []
    own = _scope_of(call)
    within = [*_enclosing(code, call.node), *([own] if own else [])]
    function = next((each for each in around(code.root, call.node) if each.type == "function_item"), None)
    name = name_of(function) if function is not None else ""
    return [*(_nested(code, others, name) if name and name != "main" else []), *within]


def _enclosing(code: Code, node: Node) -> list[str]:
    """`.nest("/api", Router::new().route(…))` and `scope("/api").service(…)`: the route is written within."""
    found: list[str] = []
    for here in takewhile(lambda each: each.type != "function_item", around(code.root, node)):
        call = call_of("rust", here) if here.type == "call_expression" else None
        inner = call.arguments[-1].value if call is not None and call.arguments else None
        if call is not None and inner is not None and inner.start_byte <= node.start_byte and node.end_byte <= inner.end_byte:
            prefix = (
                text_of(call.given(0)) if call.name in ("nest", "scope") else _scope_of(call) if call.name == "service" else None
            )
            if prefix:
                found.insert(0, prefix)
    return found


def _scope_of(call: Call) -> str | None:
    """The path of the scope that a method is chained to."""
    here = call.receiver
    for _ in range(_LONGEST_CHAIN):
        function = here.child_by_field_name("function") if here is not None and here.type == "call_expression" else None
        if function is None:
            return None
        if function.type != "field_expression":
            made = call_of("rust", here)
            return text_of(made.given(0)) if made is not None and made.name.rpartition("::")[2] == "scope" else None
        here = function.child_by_field_name("value")
    return None


def _nested(code: Code, others: Others, name: str) -> list[str]:
    """`.nest("/api", routes())`, where `routes` is the function that makes the router."""
    for each in (code, *others(name)):
        for call in calls_at(each, _NESTS) if name in each.source.text else ():
            inner = call.given(1)
            if inner is not None and re.search(rf"\b{re.escape(name)}\b", written(inner)[:500]):
                prefix = text_of(call.given(0))
                return [prefix] if prefix else []
    return []
