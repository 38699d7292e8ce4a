"""Routes of Go servers whose path may answer about health, with their handlers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import cache

from tree_sitter import Node

from opsworthy.facts.code.golang.answers import answered_keys, function_of
from opsworthy.facts.code.golang.expressions import (
    arguments,
    bare,
    enclosing_function,
    imports_of,
    parameters,
    statements,
    text_of,
)
from opsworthy.facts.code.health import MARK, Route, join
from opsworthy.text.code import Code
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import descend, written

_METHODS = frozenset(
    ["All", "Any", "GET", "Get", "GetFunc", "HEAD", "Handle", "HandleFunc", "Handler", "HandlerFunc", "Head", "Match", "Method",
     "MethodFunc", "Mount", "Path", "Use"]
)  # fmt: skip
_GROUPS = frozenset(["Group", "Route", "PathPrefix", "Party", "Mount"])
_DEEPEST = 6


@cache
def _frameworks() -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    data = data_of("opsworthy.facts", "marks", "go_routers.toml")
    return {name: (tuple(said["modules"]), frozenset(said["applications"])) for name, said in data["frameworks"].items()}


@dataclass(slots=True)
class GoRoutes:
    """One file of a package; the other files, which hold handlers and constants, are read when one is looked for."""

    code: Code
    others: Callable[[], Sequence[Code]]
    framework: str | None = field(init=False)
    _declared: dict[int, dict[str, list[Node]]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        used = imports_of(self.code.root).values()
        fitting = (name for name, (modules, _) in _frameworks().items() if any(path.startswith(modules) for path in used))
        self.framework = next(fitting, None)

    def _constant(self, name: str) -> str | None:
        """The literal of a constant of the package, looked for in this file first."""
        for code in (self.code, *self.others()) if name.isidentifier() else ():
            for spec in code.of("const_spec"):
                if written(spec.child_by_field_name("name")) == name:
                    return text_of(spec.child_by_field_name("value"))
        return None

    def routes(self) -> Iterator[Route]:
        """Every route whose own path ends with a health word."""
        seen: set[int] = set()
        for node in self.code.at(MARK):
            literal = _literal(node)
            if literal is not None and literal.start_byte not in seen:
                seen.add(literal.start_byte)
                yield from self._route(literal)

    def _route(self, literal: Node) -> Iterator[Route]:
        path, whole = text_of(literal) or "", literal
        partial = False
        while whole.parent is not None and whole.parent.type in ("binary_expression", "parenthesized_expression"):
            before = whole.parent.child_by_field_name("left")
            if before is not None and before != whole:
                known = text_of(before) or self._constant(written(before))
                path, partial = (known or "") + path, partial or known is None
            whole = whole.parent
            if whole.type == "binary_expression" and written(whole.child_by_field_name("operator")) != "+":
                yield from self._compared(whole, literal, text_of(literal) or "")
                return
        above = whole.parent
        call = above.parent if above is not None and above.type == "argument_list" else None
        if call is not None and call.type == "call_expression" and len(arguments(call)) == 1 and self._wraps_path(call):
            whole, partial = call, True
            call = call.parent.parent if call.parent is not None and call.parent.type == "argument_list" else None
        if call is not None and call.type == "call_expression":
            yield from self._called(call, whole, path, partial)
        elif (
            above is not None
            and above.type == "expression_list"
            and above.parent is not None
            and above.parent.type == "expression_case"
        ):
            yield from self._matched(above.parent, literal, path)

    def _wraps_path(self, call: Node) -> bool:
        """Whether a call gives a path its prefix: `s.prefixed("/healthz")` as an argument of the call that makes the route."""
        above = call.parent
        function = written(call.child_by_field_name("function")).rpartition(".")[2]
        return above is not None and above.type == "argument_list" and function not in _METHODS

    def _called(self, call: Node, literal: Node, path: str, partial: bool) -> Iterator[Route]:
        function, given = call.child_by_field_name("function"), arguments(call)
        if function is None or function.type != "selector_expression" or self.framework is None or literal not in given:
            return
        method, position = written(function.child_by_field_name("field")), given.index(literal)
        verb, _, rest = path.rpartition(" ")
        if method not in _METHODS or verb.strip().upper() in ("POST", "PUT", "PATCH", "DELETE"):
            return
        handler = given[position + 1] if position + 1 < len(given) else self._chained(call)
        if handler is None or not rest.startswith("/") or (position > 0 and not _is_get(given[0])):
            return
        prefix, open_above = self._above(call, function.child_by_field_name("operand"), 0)
        yield Route(
            path=join(prefix, rest) if prefix else rest,
            location=self.code.place(call),
            language="go",
            framework=self.framework,
            fields=self._fields(handler),
            handler=written(handler) if handler.type != "func_literal" else "",
            partial=partial or open_above,
        )

    def _chained(self, call: Node) -> Node | None:
        """The handler in `r.Path("/healthz").Handler(h)`."""
        selector = call.parent
        after = selector.parent if selector is not None and selector.type == "selector_expression" else None
        if (
            after is None
            or after.type != "call_expression"
            or written(call.child_by_field_name("function")).rpartition(".")[2] != "Path"
        ):
            return None
        given = arguments(after)
        return given[-1] if given else None

    def _above(self, node: Node, holder: Node | None, depth: int) -> tuple[str, bool]:
        """The prefix of the group that a route hangs on, and whether more may stand before it."""
        name = written(holder)
        function = enclosing_function(node)
        if holder is None or depth > _DEEPEST:
            return "", False
        made = self._made(name, node, function)
        if made is not None:
            prefix = next((text for each in arguments(made) if (text := text_of(each)) is not None), "")
            before, open_above = self._above(made, _first_operand(made), depth + 1)
            return join(before, prefix), open_above
        while function is not None:
            parameter = next((each for each in parameters(function) if each.name == name), None)
            if parameter is not None:
                return self._as_parameter(function, parameter.type, depth)
            function = enclosing_function(function)
        return "", False

    def _made(self, name: str, node: Node, function: Node | None) -> Node | None:
        """The call that makes a group: `api := r.Group("/api")`, within the function around a node."""
        body = function.child_by_field_name("body") if function is not None else None
        for each in self._declarations(body).get(name, ()) if body is not None and name.isidentifier() else ():
            if each.end_byte <= node.start_byte:
                call = bare(each.child_by_field_name("right"))
                while call is not None and call.type == "call_expression":
                    selector = call.child_by_field_name("function")
                    if written(selector).rpartition(".")[2] in _GROUPS:
                        return call
                    call = selector.child_by_field_name("operand") if selector is not None else None
        return None

    def _declarations(self, body: Node) -> dict[str, list[Node]]:
        """What is declared in a function, by name: looked for once, since every route of the function asks."""
        if body.id not in self._declared:
            found = self._declared.setdefault(body.id, {})
            for each in descend(body):
                if each.type == "short_var_declaration":
                    found.setdefault(written(each.child_by_field_name("left")), []).append(each)
        return self._declared[body.id]

    def _as_parameter(self, function: Node, kind: str, depth: int) -> tuple[str, bool]:
        """Routes on a parameter: `r.Route("/api", func(r chi.Router) {…})` says the prefix, another function does not."""
        call = function.parent.parent if function.parent is not None else None
        if function.type == "func_literal" and call is not None and call.type == "call_expression":
            selector, given = call.child_by_field_name("function"), arguments(call)
            if written(selector).rpartition(".")[2] in _GROUPS:
                prefix = text_of(given[0]) or "" if given else ""
                before, open_above = self._above(
                    call, selector.child_by_field_name("operand") if selector is not None else None, depth + 1
                )
                return join(before, prefix), open_above
        applications = _frameworks()[self.framework][1] if self.framework is not None else frozenset()
        return "", kind.lstrip("*") not in applications

    def _compared(self, comparison: Node, literal: Node, path: str) -> Iterator[Route]:
        """`if r.URL.Path == "/healthz"`."""
        operator, other = written(comparison.child_by_field_name("operator")), written(comparison.child_by_field_name("left"))
        above = comparison.parent
        if operator != "==" or not other.endswith("URL.Path") or above is None or above.type != "if_statement":
            return
        body = above.child_by_field_name("consequence")
        if statements(body):
            yield Route(path, self.code.place(literal), "go", self.framework, answered_keys(_held(above, body)))

    def _matched(self, case: Node, literal: Node, path: str) -> Iterator[Route]:
        """`switch r.URL.Path { case "/healthz": … }`."""
        switch = case.parent
        if switch is not None and written(switch.child_by_field_name("value")).endswith("URL.Path"):
            yield Route(path, self.code.place(literal), "go", self.framework)

    def _fields(self, handler: Node) -> tuple[str, ...]:
        if handler.type == "func_literal":
            return answered_keys(handler)
        if handler.type == "call_expression":
            inner = [*arguments(handler), handler.child_by_field_name("function")]
            literal = next((each for each in inner if each is not None and each.type == "func_literal"), None)
            if literal is not None:
                return answered_keys(literal)
            handler = handler.child_by_field_name("function") or handler
        name = written(handler).rpartition(".")[2]
        return answered_keys(function_of([self.code], name) or function_of(self.others(), name))


def _held(statement: Node, body: Node | None) -> Node | None:
    """A node whose `body` is the block: for an `if`, its consequence stands in for one."""
    return (
        next((each for each in descend(statement) if each.child_by_field_name("body") == body), None)
        if body is not None
        else None
    )


def _first_operand(call: Node) -> Node | None:
    selector = call.child_by_field_name("function")
    return selector.child_by_field_name("operand") if selector is not None else None


def _is_get(first: Node) -> bool:
    return (text_of(first) or written(first)).upper().endswith(("GET", "HEAD"))


def _literal(node: Node) -> Node | None:
    while node.parent is not None and node.type.endswith("_content"):
        node = node.parent
    return node if node.type in ("interpreted_string_literal", "raw_string_literal") else None
