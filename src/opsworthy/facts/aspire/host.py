"""The program of an application host: what it adds, and what it says of each thing it added."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import field

from tree_sitter import Node

from opsworthy.facts.aspire.rows import Keep, Run, parts, rows
from opsworthy.facts.code.calls.calling import Call, call_of
from opsworthy.facts.code.calls.values import bare, literal
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_MOST = 3000
_LONGEST = 200
_ONLY_HERE = regex(r"(?<!!)\b\w{0,80}(?:\.ExecutionContext\.IsRunMode|\.Environment\.IsDevelopment\(\))\s*$")

Texts = Callable[[Code, Node | None], str | None]
"""How the literal that an expression comes to is found."""


@dataclass(slots=True)
class Added:
    """One thing of the host: the call that adds it, and what is called upon it afterwards. `within` is the thing that it is a
    part of; `secret` marks a parameter that the host says is secret."""

    name: str
    call: Call
    code: Code
    row: Run | Keep | None = None
    within: "Added | None" = None
    said: list[Call] = field(default_factory=list)
    secret: bool = False

    @property
    def whole(self) -> "Added":
        """The thing itself, of which this may be a part."""
        here = self
        while here.within is not None:
            here = here.within
        return here

    def is_only_for_developers(self) -> bool:
        """Whether it never leaves a developer's machine: left out of what is published, or added there alone."""
        if any(call.name == "ExcludeFromManifest" for call in self.said):
            return True
        here = self.call.node.parent
        while here is not None:
            if here.type == "if_statement" and _is_in(here.child_by_field_name("consequence"), self.call.node):
                return _ONLY_HERE.fullmatch(written(here.child_by_field_name("condition"))) is not None
            here = here.parent
        return False


def _is_in(outer: Node | None, node: Node) -> bool:
    return outer is not None and outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte


class Program:
    """The things that one file adds, in the order of the text; `held` are those in variables. What stands in methods of other
    names than `called` is left out."""

    def __init__(self, code: Code, texts: Texts, called: Collection[str] | None = None) -> None:
        self._code = code
        self._texts = texts
        self._seen: dict[int, Added | None] = {}
        self.held: dict[str, Added] = {}
        self.added: list[Added] = []
        for node in code.of("invocation_expression")[:_MOST]:
            if not _is_called_upon(node) and (called is None or _method(node) in called):
                self.meant(node)

    def meant(self, node: Node | None) -> Added | None:
        """The thing that an expression stands for: a variable, a chain of calls, or a part of one such as `api.Resource`."""
        node = bare(node)
        while node is not None and node.type == "member_access_expression":
            node = bare(node.child_by_field_name("expression"))
        if node is None:
            return None
        if node.type == "identifier":
            return self.held.get(written(node))
        if node.type != "invocation_expression":
            return None
        if node.id not in self._seen:
            self._seen[node.id] = None
            found = self._seen[node.id] = self._chain(node)
            name = _variable(node)
            if found is not None and name:
                self.held[name] = found
        return self._seen[node.id]

    def _chain(self, node: Node) -> Added | None:
        """Follows a chain of calls from what it begins with."""
        calls: list[Call] = []
        here: Node | None = node
        while here is not None and here.type == "invocation_expression" and len(calls) < _LONGEST:
            call = call_of(self._code.language, here)
            if call is None:
                break
            calls.append(call)
            here = bare(call.receiver)
        current = self.meant(here) if here is not None and here.type != "invocation_expression" else None
        for call in reversed(calls):
            added = self._of(call, current)
            if added is not None:
                self.added.append(added)
                current = added
            elif current is not None:
                current.said.append(call)
        return current

    def _of(self, call: Call, current: Added | None) -> Added | None:
        if not call.name.startswith("Add") or call.receiver is None:
            return None
        name = self._texts(self._code, call.given(0, "name"))
        if not name:
            return None
        if current is not None:
            return Added(name, call, self._code, within=current) if call.name in parts() else None
        if call.name.startswith(("AddParameter", "AddConnectionString")):
            given = [each for each in call.arguments[1:] if each.name == "secret" or (each.name is None)]
            secret = any(written(each.value) == "true" for each in given) or call.name == "AddConnectionString"
            return Added(name, call, self._code, secret=secret)
        row = rows().get(call.name)
        return Added(name, call, self._code, row) if row is not None else None


def _is_called_upon(node: Node) -> bool:
    """Whether a call is only the beginning of a chain."""
    above = node.parent
    return (
        above is not None
        and above.type == "member_access_expression"
        and above.parent is not None
        and above.parent.type == "invocation_expression"
        and above.parent.child_by_field_name("function") == above
    )


def _method(node: Node) -> str:
    """The method that an expression stands in."""
    here: Node | None = node
    while here is not None and here.type not in ("method_declaration", "local_function_statement"):
        here = here.parent
    return written(here.child_by_field_name("name")) if here is not None else ""


def _variable(node: Node) -> str:
    """The variable that a chain is given to."""
    above = node.parent
    while above is not None and above.type in ("equals_value_clause", "parenthesized_expression"):
        above = above.parent
    if above is None:
        return ""
    if above.type == "variable_declarator":
        return written(above.child_by_field_name("name") or above.named_children[0])
    return written(above.child_by_field_name("left")) if above.type == "assignment_expression" else ""


def own_texts(code: Code, node: Node | None) -> str | None:
    """The literal that an expression comes to by its own file."""
    return literal(code, node) if node is not None else None


def settings(added: Added, *names: str) -> Iterator[Call]:
    """The calls of some names upon a thing, in order."""
    return (call for call in added.said if call.name in names)
