"""Routes of Python web applications whose path may answer about health, with their handlers."""

from collections.abc import Iterator
from dataclasses import field

from tree_sitter import Node

from opsworthy.facts.code.health import MARK, Route, join
from opsworthy.facts.code.python.answers import answered_keys, definition_of, keys_of
from opsworthy.facts.code.python.expressions import Arguments, arguments, enclosing_function, text_of
from opsworthy.facts.code.python.mounts import Mounts
from opsworthy.facts.code.python.names import Names, names_of
from opsworthy.facts.code.python.routers import Router, kinds, route_calls, routers_of
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import descend, written

_VERBS = frozenset(["get", "head", "route", "api_route", "any", "websocket_route"])
_ADDING = frozenset(["add_url_rule", "add_api_route", "add_route", "add_get", "add_view", "add_resource"])
_PATHS = ("path", "rule", "uri", "url_path")
_HANDLERS = ("view_func", "endpoint", "handler")
_SERVER = frozenset(["do_GET", "do_HEAD"])


@dataclass(slots=True)
class RoutesFile:
    """One file with what its names mean and where its routers are mounted."""

    code: Code
    mounts: Mounts
    names: Names = field(init=False)
    routers: dict[str, Router] = field(init=False)

    def __post_init__(self) -> None:
        self.names = names_of(self.code)
        self.routers = routers_of(self.code, self.names)

    def routes(self) -> Iterator[Route]:
        """Every route whose own path ends with a health word, and the root of every router whose prefix does."""
        seen: set[int] = set()
        for node in self.code.at(MARK):
            literal = _literal(node)
            if literal is not None and literal.start_byte not in seen:
                seen.add(literal.start_byte)
                yield from self._route(literal, text_of(literal) or "")

    def _route(self, literal: Node, path: str) -> Iterator[Route]:
        above = literal.parent
        if above is None:
            return
        if above.type == "keyword_argument":
            yield from self._by_keyword(above, path)
        elif above.type == "argument_list" and above.parent is not None and above.parent.type == "call":
            yield from self._called(above.parent, literal, path)
        elif above.type == "comparison_operator":
            yield from self._compared(above, literal, path)
        elif above.type == "case_pattern" or (above.parent is not None and above.parent.type == "case_pattern"):
            yield from self._matched(literal, path)
        elif above.type == "tuple" and above.named_children[0] == literal and above.named_child_count > 1:
            yield from self._listed(above, path)

    def _by_keyword(self, keyword: Node, path: str) -> Iterator[Route]:
        call = keyword.parent.parent if keyword.parent is not None else None
        if call is None or call.type != "call":
            return
        name = written(keyword.child_by_field_name("name"))
        kind = kinds().get(self.names.of(call) or "")
        if kind is not None and name == kind.prefix:
            yield from self._roots_of(call)
        elif name in _PATHS:
            yield from self._called(call, keyword, path)

    def _roots_of(self, call: Node) -> Iterator[Route]:
        """`APIRouter(prefix="/health")`: the routes at the router's own root."""
        above = call.parent
        holder = written(above.child_by_field_name("left")) if above is not None and above.type == "assignment" else ""
        for decorator in self.code.of("decorator"):
            made = decorator.named_children[0] if decorator.named_child_count else None
            function = made.child_by_field_name("function") if made is not None and made.type == "call" else None
            if made is None or function is None or written(function.child_by_field_name("object")) != holder:
                continue
            own = arguments(made).at(0, "path")
            if (text_of(own) or "").strip("/") == "" and holder:
                yield from self._decorated(made, function, "")

    def _called(self, call: Node, literal: Node, path: str) -> Iterator[Route]:
        function, given = call.child_by_field_name("function"), arguments(call)
        if function is None:
            return
        framework = route_calls().get(self.names.of(function) or "")
        attribute = written(function.child_by_field_name("attribute")) if function.type == "attribute" else ""
        if call.parent is not None and call.parent.type == "decorator" and (framework or attribute in _VERBS):
            yield from self._decorated(call, function, path, framework)
        elif framework is not None:
            handler = given.at(1, "endpoint")
            yield self._made(path, call, framework, handler, self._above(call))
        elif attribute in _ADDING or (attribute == "mount" and given.positional[:1] == (literal,)):
            yield from self._added(call, function, given, path)

    def _decorated(self, call: Node, function: Node, path: str, framework: str | None = None) -> Iterator[Route]:
        given = arguments(call)
        definition = (
            call.parent.parent.child_by_field_name("definition")
            if call.parent is not None and call.parent.parent is not None
            else None
        )
        if not _answers_get(given) or definition is None:
            return
        holder = written(function.child_by_field_name("object"))
        placed = self.mounts.place(holder, self.names, self.routers) if holder else None
        router = self.routers.get(holder)
        yield Route(
            path=join(placed.prefix, path) if placed is not None else path,
            location=self.code.place(call),
            language="python",
            framework=framework or (router.kind.framework if router is not None else self._imported()),
            fields=answered_keys(definition),
            handler=written(definition.child_by_field_name("name")),
            partial=placed is not None and placed.partial,
        )

    def _added(self, call: Node, function: Node, given: Arguments, path: str) -> Iterator[Route]:
        holder = written(function.child_by_field_name("object"))
        holder = holder.removesuffix(".router").removesuffix(".app") or holder
        handler = next((given.keywords[name] for name in _HANDLERS if name in given.keywords), None)
        handler = handler or next((node for node in reversed(given.positional) if text_of(node) is None), None)
        if handler is None:
            return
        router = self.routers.get(holder)
        placed = self.mounts.place(holder, self.names, self.routers)
        yield Route(
            path=join(placed.prefix, path),
            location=self.code.place(call),
            language="python",
            framework=router.kind.framework if router is not None else self._imported(),
            fields=self._fields(handler),
            handler=written(handler),
            partial=placed.partial and router is not None,
        )

    def _above(self, node: Node) -> str:
        """The prefixes of the `Mount("/api", routes=[…])` calls that a route stands in."""
        parts: list[str] = []
        here = node.parent
        while here is not None:
            if here.type == "call" and written(here.child_by_field_name("function")).rpartition(".")[2] == "Mount":
                parts.insert(0, text_of(arguments(here).at(0, "path")) or "")
            here = here.parent
        return join(*parts) if parts else ""

    def _made(self, path: str, place: Node, framework: str | None, handler: Node | None, prefix: str = "") -> Route:
        whole = join(prefix, path) if prefix else path
        return Route(whole, self.code.place(place), "python", framework, self._fields(handler), written(handler))

    def _listed(self, row: Node, path: str) -> Iterator[Route]:
        """Tornado's `(r"/health", HealthHandler)`."""
        if any(dotted.partition(".")[0] == "tornado" for dotted in self.names.dotted.values()):
            yield self._made(path, row, "tornado", row.named_children[1])

    def _compared(self, comparison: Node, literal: Node, path: str) -> Iterator[Route]:
        """`if self.path == "/healthz"` in an http.server handler, or in a middleware that answers itself."""
        other = next((child for child in comparison.named_children if child != literal), None)
        operators = {child.type for child in comparison.children if not child.is_named}
        if other is None or "==" not in operators or not written(other).endswith(("path", "PATH_INFO']", 'PATH_INFO"]')):
            return
        branch = comparison.parent
        body = branch.child_by_field_name("consequence") if branch is not None else None
        server = self._in_server(comparison)
        if body is None or not (server or _answers_itself(body)):
            return
        yield Route(path, self.code.place(literal), "python", "http.server" if server else self._imported(), _first_keys(body))

    def _matched(self, literal: Node, path: str) -> Iterator[Route]:
        """`match self.path: case "/healthz": …` in an http.server handler."""
        clause = literal.parent
        while clause is not None and clause.type != "case_clause":
            clause = clause.parent
        if clause is not None and self._in_server(literal):
            yield Route(path, self.code.place(literal), "python", "http.server", _first_keys(clause))

    def _in_server(self, node: Node) -> bool:
        function = enclosing_function(node)
        return function is not None and written(function.child_by_field_name("name")) in _SERVER

    def _fields(self, handler: Node | None) -> tuple[str, ...]:
        if handler is None:
            return ()
        if handler.type == "lambda":
            return keys_of(handler.child_by_field_name("body"))
        name = written(handler).partition(".")[0].partition("(")[0]
        return answered_keys(definition_of(self.code, name)) if name else ()

    def _imported(self) -> str | None:
        """The framework that the file imports, by the top of its dotted names."""
        tops = {dotted.partition(".")[0] for dotted in self.names.dotted.values()}
        return next((kind.framework for made, kind in kinds().items() if made.partition(".")[0] in tops), None)


def _literal(node: Node) -> Node | None:
    while node.parent is not None and node.type in ("string_content", "string_start", "string_end"):
        node = node.parent
    if node.type != "string":
        return None
    return node if text_of(node) is not None else None


def _answers_get(given: Arguments) -> bool:
    methods = given.keywords.get("methods")
    return methods is None or any(written(child).strip("\"'").upper() in ("GET", "HEAD") for child in methods.named_children)


def _answers_itself(body: Node) -> bool:
    """Whether a block returns a response that it makes, instead of passing the request on."""
    for statement in body.named_children:
        value = statement.named_children[0] if statement.type == "return_statement" and statement.named_child_count else None
        if value is not None and value.type == "call" and written(value.child_by_field_name("function")).endswith("Response"):
            return True
    return False


def _first_keys(body: Node) -> tuple[str, ...]:
    """The keys of the first dictionary that a block passes to a call."""
    for node in descend(body):
        if node.type == "dictionary" and node.parent is not None and node.parent.type in ("argument_list", "keyword_argument"):
            return keys_of(node)
    return ()
