"""Routes of JavaScript and TypeScript servers whose path may answer about health, with their handlers."""

from collections.abc import Iterator
from dataclasses import field

from tree_sitter import Node

from opsworthy.facts.code.health import MARK, Route, join
from opsworthy.facts.code.script.answers import answered_keys, function_of
from opsworthy.facts.code.script.expressions import (
    FUNCTIONS,
    arguments,
    bare,
    enclosing_function,
    name_of,
    parameters,
    text_of,
    value_at,
)
from opsworthy.facts.code.script.mounts import Placed, ScriptMounts
from opsworthy.facts.code.script.names import Names, names_of
from opsworthy.facts.code.script.routers import framework_of, kinds
from opsworthy.text.code import Code, language_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_VERBS = frozenset(["get", "head", "all", "use", "any"])
_ADDRESSES = ("url", "pathname", "path", "originalUrl", "req.url", "request.url")
_HANDLERS = ("handler", "options")
_ANSWERING = frozenset(["arrow_function", "function_expression", "identifier", "member_expression", "call_expression", "array"])


@dataclass(slots=True)
class ScriptRoutes:
    """One file with what its names mean and where its routers are mounted."""

    code: Code
    mounts: ScriptMounts
    names: Names = field(init=False)
    language: str = field(init=False)
    framework: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.names = names_of(self.code)
        self.framework = framework_of(self.names)
        self.language = "javascript" if language_of(self.code.source.path) == "javascript" else "typescript"

    def routes(self) -> Iterator[Route]:
        """Every route whose own path ends with a health word."""
        seen: set[int] = set()
        for node in self.code.at(MARK):
            literal = _literal(node)
            if literal is not None and literal.start_byte not in seen:
                seen.add(literal.start_byte)
                yield from self._route(literal, text_of(literal) or "")

    def _route(self, literal: Node, path: str) -> Iterator[Route]:
        above = literal.parent
        while above is not None and above.type in ("parenthesized_expression", "array"):
            above = above.parent
        if above is None or not path.startswith("/"):
            return
        if above.type == "arguments" and above.parent is not None and above.parent.type == "call_expression":
            yield from self._called(above.parent, literal, path)
        elif above.type == "pair":
            yield from self._paired(above, literal, path)
        elif above.type == "binary_expression":
            yield from self._compared(above, literal, path)
        elif above.type == "switch_case" and _switches_address(above):
            yield self._made(path, literal, self.framework or "node", None, _branch_keys(above))

    def _called(self, call: Node, literal: Node, path: str) -> Iterator[Route]:
        function, given = call.child_by_field_name("function"), arguments(call)
        if function is None or function.type != "member_expression":
            return
        method, holder = written(function.child_by_field_name("property")), function.child_by_field_name("object")
        if method == "startsWith" and _is_address(bare(holder)) and _in_condition(call):
            yield self._made(path, literal, self.framework or "node", None)
            return
        chained = method == "route" and len(given) == 1 and _is_chained(call)
        handler = bare(given[-1]) if len(given) > 1 else None
        if not chained and (method not in _VERBS or handler is None or handler.type not in _ANSWERING):
            return
        name = written(holder)
        if self._is_router(holder, name, handler):
            yield self._made(path, call, self._framework(name), handler, placed=self._placed(holder, name))

    def _is_router(self, holder: Node | None, name: str, handler: Node | None) -> bool:
        """Whether routes hang on this name: what made it says so, or the file imports a framework and it is no client."""
        origin = self.names.of(holder)
        if origin is not None:
            return origin in kinds() or any(origin.startswith(f"{made}.") for made in kinds()) or self._imported_router(name)
        inline = handler is not None and handler.type in FUNCTIONS
        return self.framework is not None or (inline and _owner_of_parameter(holder, name) is not None)

    def _imported_router(self, name: str) -> bool:
        imported = self.names.imports.get(name)
        return imported is not None and imported.module.startswith(".") and self.framework is not None

    def _framework(self, name: str) -> str | None:
        kind = kinds().get(self.names.made.get(name, ""))
        return kind.framework if kind is not None else self.framework

    def _placed(self, holder: Node | None, name: str) -> Placed:
        plugin = _owner_of_parameter(holder, name)
        part = name_of(plugin) or name if plugin is not None else name
        placed = self.mounts.place(self.code.source.path, part, self.names)
        kind = kinds().get(self.names.made.get(name, ""))
        known_part = kind is not None and not kind.is_application
        unmounted_root = (
            known_part and kind is not None and kind.framework in ("hono", "elysia", "koa", "itty-router", "oak", "h3")
        )
        if placed.partial and (unmounted_root or not (known_part or plugin is not None)):
            return Placed(placed.prefix, False)
        return placed

    def _paired(self, pair: Node, literal: Node, path: str) -> Iterator[Route]:
        """`server.route({ url: "/health", handler })`, and `register(routes, { prefix: "/health" })`."""
        held, options = written(pair.child_by_field_name("key")), pair.parent
        call = options.parent.parent if options is not None and options.parent is not None else None
        if options is not None and options.parent is not None and options.parent.type == "array":
            call = options.parent.parent.parent if options.parent.parent is not None else None
        function = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
        method = (
            written(function.child_by_field_name("property"))
            if function is not None and function.type == "member_expression"
            else ""
        )
        if call is None or function is None or pair.child_by_field_name("value") != literal:
            return
        if held in ("url", "path") and method == "route" and _answers_get(options):
            handler = next((node for key in _HANDLERS if (node := _member(options, key)) is not None), None)
            name = written(function.child_by_field_name("object"))
            placed = self.mounts.place(self.code.source.path, name, self.names)
            yield self._made(path, pair, self._framework(name), handler, placed=Placed(placed.prefix, False))
        elif held == "prefix" and method == "register":
            yield self._made(path, call, self.framework or "fastify", arguments(call)[0])

    def _compared(self, comparison: Node, literal: Node, path: str) -> Iterator[Route]:
        """`if (req.url === "/healthz")` in a plain server."""
        operator = written(comparison.child_by_field_name("operator"))
        sides = (bare(comparison.child_by_field_name("left")), bare(comparison.child_by_field_name("right")))
        other = next((side for side in sides if side is not None and side != literal), None)
        if operator in ("===", "==") and _is_address(other) and _in_condition(comparison):
            yield self._made(path, literal, self.framework or "node", None, _branch_keys(_branch(comparison)))

    def _made(
        self,
        path: str,
        place: Node,
        framework: str | None,
        handler: Node | None,
        keys: tuple[str, ...] = (),
        placed: Placed | None = None,
    ) -> Route:
        return Route(
            path=join(placed.prefix, path) if placed is not None else path,
            location=self.code.place(place),
            language=self.language,
            framework=framework,
            fields=keys or answered_keys(function_of(self.code, handler)),
            handler=written(handler) if handler is not None and handler.type in ("identifier", "member_expression") else "",
            partial=placed is not None and placed.partial,
        )


def _owner_of_parameter(node: Node | None, name: str) -> Node | None:
    """The function around a node whose parameter a name is; what hangs on it is mounted with the function, as a plug-in."""
    function = enclosing_function(node) if node is not None else None
    while function is not None and not any(each.name == name for each in parameters(function)):
        function = enclosing_function(function)
    return function


def _literal(node: Node) -> Node | None:
    while node.parent is not None and node.type in ("string_fragment", "escape_sequence"):
        node = node.parent
    return node if node.type in ("string", "template_string") and text_of(node) is not None else None


def _is_chained(call: Node) -> bool:
    """Whether `.route("/x")` is followed by a method that answers."""
    above = call.parent
    return above is not None and above.type == "member_expression" and written(above.child_by_field_name("property")) in _VERBS


def _is_address(node: Node | None) -> bool:
    """Whether an expression is the address that was asked for: `req.url`, `url.pathname`, `pathname`."""
    if node is None or node.type not in ("member_expression", "identifier"):
        return False
    return written(node).rpartition(".")[2] in _ADDRESSES


def _switches_address(case: Node) -> bool:
    """Whether the `switch` of a case is over the address that was asked for."""
    switch = case.parent.parent if case.parent is not None else None
    return switch is not None and _is_address(bare(switch.child_by_field_name("value")))


def _in_condition(node: Node) -> bool:
    return _branch(node) is not None


def _branch(node: Node) -> Node | None:
    """The block of the `if` whose condition holds a node."""
    here = node
    while here.parent is not None and here.parent.type in ("binary_expression", "parenthesized_expression"):
        here = here.parent
    above = here.parent
    if above is None or above.type != "if_statement" or above.child_by_field_name("condition") != here:
        return None
    body = above.child_by_field_name("consequence")
    return body if body is not None and _does_answer(body) else None


def _does_answer(body: Node) -> bool:
    """Whether a block does more than pass the request on: `next()` alone is no answer."""
    return written(body).strip("{}; \n\t").removeprefix("return").strip("; \n\t") not in (
        "",
        "next()",
        "done()",
        "await next()",
        "false",
        "true",
    )


def _branch_keys(body: Node | None) -> tuple[str, ...]:
    if body is None:
        return ()
    waiting = [body]
    while waiting:
        here = waiting.pop(0)
        if here.type == "object" and here.parent is not None and here.parent.type == "arguments":
            from_call = here.parent.parent
            name = written(from_call.child_by_field_name("function")) if from_call is not None else ""
            if name.rpartition(".")[2] in ("json", "stringify", "send"):
                return tuple(key for key in _keys(here))
        waiting.extend(here.named_children)
    return ()


def _keys(node: Node) -> tuple[str, ...]:
    return tuple(
        written(child.child_by_field_name("key")) or written(child) for child in node.named_children if child.type != "comment"
    )


def _answers_get(options: Node | None) -> bool:
    method = value_at(options, "method")
    if method is None:
        return True
    return any(word in written(method).upper() for word in ("GET", "HEAD", "*"))


def _member(options: Node | None, key: str) -> Node | None:
    found = value_at(options, key)
    if found is not None:
        return found
    for child in options.named_children if options is not None else ():
        if child.type == "method_definition" and written(child.child_by_field_name("name")) == key:
            return child
        if child.type == "shorthand_property_identifier" and written(child) == key:
            return child
    return None
