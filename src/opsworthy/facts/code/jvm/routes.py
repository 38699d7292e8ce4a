"""Health routes of Java and Kotlin servers: annotated methods of Spring, JAX-RS and Micronaut, and calls of Ktor and its like."""

from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from opsworthy.facts.code.calls.answers import answered_keys
from opsworthy.facts.code.calls.calling import Call, call_named, call_of
from opsworthy.facts.code.calls.functions import enclosing_type
from opsworthy.facts.code.calls.marks import WORD
from opsworthy.facts.code.calls.places import around
from opsworthy.facts.code.calls.values import STRINGS, definition, text_of
from opsworthy.facts.code.health import Route, join
from opsworthy.text.code import Code
from opsworthy.text.syntax import descend, written

_FRAMEWORKS = (
    ("io.ktor.server", "Ktor"),
    ("io.ktor.", "Ktor"),
    ("org.springframework", "Spring"),
    ("io.micronaut", "Micronaut"),
    ("jakarta.ws.rs", "JAX-RS"),
    ("javax.ws.rs", "JAX-RS"),
    ("io.javalin", "Javalin"),
    ("io.vertx", "Vert.x"),
    ("spark.Spark", "Spark Java"),
    ("spark.", "Spark Java"),
    ("io.quarkus.vertx.web", "Quarkus"),
)
_CLIENTS = ("@FeignClient", "@RegisterRestClient", "@Client(", "import retrofit2", "@HttpExchange")
_METHODS = frozenset(["GetMapping", "RequestMapping", "Get", "Path", "Route", "Head"])
_PREFIXES = frozenset(["RequestMapping", "Path", "Controller", "RestController", "ApplicationPath"])
_GETS = frozenset(["GetMapping", "GET", "Get", "RequestMapping"])
_CALLS = frozenset(["get", "GET", "handle", "route", "path", "addHandler", "createContext"])
_GROUPS = frozenset(["route", "path", "nest"])
_STATEMENT = 8
_MOST = 300


def health_routes(code: Code) -> Iterator[Route]:
    """The routes of one file whose last word may be about health."""
    text = code.source.text
    framework = next((name for mark, name in _FRAMEWORKS if f"import {mark}" in text or f"import static {mark}" in text), None)
    if framework is None and "com.sun.net.httpserver" not in text:
        return
    seen: set[int] = set()
    for node in islice(code.at(WORD), _MOST):
        literal = _literal(node)
        if literal is None or literal.start_byte in seen:
            continue
        seen.add(literal.start_byte)
        call = _call_around(code, literal)
        if call is None:
            continue
        if call.node.type in ("annotation", "constructor_invocation"):
            if not any(mark in text for mark in _CLIENTS):
                yield from _annotated(code, call, literal, framework)
        else:
            yield from _called(code, call, literal, framework)


def _literal(node: Node) -> Node | None:
    while node.parent is not None and node.type not in STRINGS:
        node = node.parent
    return node if node.type in STRINGS else None


def _call_around(code: Code, literal: Node) -> Call | None:
    here = literal.parent
    for _ in range(_STATEMENT):
        if here is None or here.type in ("block", "class_body", "lambda_literal"):
            return None
        call = call_of(code.language, here)
        if call is not None:
            return call
        here = here.parent
    return None


def _annotated(code: Code, call: Call, literal: Node, framework: str | None) -> Iterator[Route]:
    """`@GetMapping("/health")` on a method; on a class, its methods without a path of their own."""
    held = _declaration(call.node)
    if held is None or call.name.rpartition(".")[2] not in _METHODS | _PREFIXES:
        return
    path = text_of(literal) or ""
    named = next(
        (each.name for each in call.arguments if each.value.start_byte <= literal.start_byte < each.value.end_byte), None
    )
    if named not in (None, "value", "path", "uri"):
        return
    holder = enclosing_type(held)
    if held.type in ("class_declaration", "object_declaration"):
        for method in _methods(held):
            calls = [each.rpartition(".")[2] for each in _annotations(method)]
            if _GETS & set(calls) and not _own_path(method):
                yield _route(code, call.node, path, method, framework)
                return
        return
    if call.name in ("Path",) and not {"GET", "Get"} & set(_annotations(held)):
        return
    yield _route(code, call.node, join(_prefix(code, holder), path), held, framework)


def _route(code: Code, at: Node, path: str, method: Node, framework: str | None) -> Route:
    name = written(method.child_by_field_name("name"))
    holder = enclosing_type(method)
    handler = f"{written(holder.child_by_field_name('name'))}.{name}" if holder is not None else name
    return Route(path, code.place(at), code.language, framework, answered_keys(code.language, method), handler)


def _declaration(annotation: Node) -> Node | None:
    """What an annotation stands on."""
    here = annotation.parent
    while here is not None and here.type in ("annotation", "modifiers", "annotated_expression"):
        here = here.parent
    kinds = ("method_declaration", "function_declaration", "class_declaration", "object_declaration")
    return here if here is not None and here.type in kinds else None


def _annotations(held: Node) -> Iterator[str]:
    modifiers = next((child for child in held.named_children if child.type == "modifiers"), None)
    for child in modifiers.named_children if modifiers is not None else ():
        if child.type in ("annotation", "marker_annotation"):
            call = call_of("java" if child.child_by_field_name("name") is not None else "kotlin", child)
            if call is not None:
                yield call.name.rpartition(".")[2]
                continue
            inner = next((each for each in child.named_children if each.type == "constructor_invocation"), None)
            made = call_of("kotlin", inner)
            if made is not None:
                yield made.name


def _methods(holder: Node) -> Iterator[Node]:
    body = holder.child_by_field_name("body") or next(
        (child for child in holder.named_children if child.type == "class_body"), None
    )
    for child in body.named_children if body is not None else ():
        if child.type in ("method_declaration", "function_declaration"):
            yield child


def _own_path(method: Node) -> bool:
    modifiers = next((child for child in method.named_children if child.type == "modifiers"), None)
    return any(text_of(each) for each in (descend(modifiers) if modifiers is not None else ()) if each.type in STRINGS)


def _prefix(code: Code, holder: Node | None) -> str:
    """The path that the annotation of a class puts before those of its methods."""
    modifiers = (
        next((child for child in holder.named_children if child.type == "modifiers"), None) if holder is not None else None
    )
    for child in modifiers.named_children if modifiers is not None else ():
        inner = next((each for each in child.named_children if each.type == "constructor_invocation"), child)
        call = call_of(code.language, inner)
        if call is not None and call.name.rpartition(".")[2] in _PREFIXES - {"RestController"}:
            value = call.given(0, "value") or call.given(None, "path")
            text = text_of(value) if value is not None else None
            if text is None and value is not None:
                text = next((text_of(each) for each in descend(value) if each.type in STRINGS), None)
                text = text or text_of(definition(code, written(value)))
            if text:
                return text
    return ""


def _called(code: Code, call: Call, literal: Node, framework: str | None) -> Iterator[Route]:
    """`get("/health") { … }` of Ktor, `app.get("/health", ctx -> …)` of Javalin and others."""
    if call.name not in _CALLS or not call.arguments or call.arguments[0].value.start_byte != literal.start_byte:
        return
    if framework == "Ktor" and call.block is None:
        return
    handles = call.block is not None or len(call.arguments) > 1 or framework == "Vert.x"
    if not handles or (framework is not None and framework in ("JAX-RS", "Micronaut")):
        return
    if call.name in _GROUPS and framework == "Ktor" and not _answers_itself(code, call):
        return
    if framework == "Spring" and call.name not in ("GET", "route"):
        return
    body = call.block or call.arguments[-1].value
    path = join(*_groups_around(code, call.node), text_of(literal) or "")
    yield Route(path, code.place(call.node), code.language, framework, answered_keys(code.language, body), written(body)[:80])


def _answers_itself(code: Code, call: Call) -> bool:
    """Whether a Ktor `route("/health") { get { … } }` has a `get` without a path."""
    for node in descend(call.block) if call.block is not None else ():
        inner = call_named(code.language, node) if node.type == "identifier" and written(node) == "get" else None
        if inner is not None and not inner.arguments:
            return True
    return False


def _groups_around(code: Code, node: Node) -> list[str]:
    found: list[str] = []
    for here in around(code.root, node):
        call = call_of(code.language, here) if here.type in ("call_expression", "method_invocation") else None
        if (
            call is not None
            and call.name in _GROUPS
            and call.node.start_byte < node.start_byte
            and call.node.end_byte >= node.end_byte
        ):
            text = text_of(call.given(0))
            if text is not None and call.given(0) is not None and call.node.id != node.id and here.start_byte < node.start_byte:
                inside = call.block is not None and call.block.start_byte <= node.start_byte
                if (inside or call.arguments[-1].value.start_byte <= node.start_byte) and (not found or found[0] != text):
                    found.insert(0, text)
    return found
