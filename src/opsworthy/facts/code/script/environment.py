"""Reads of environment variables in one JavaScript or TypeScript file, direct or through functions that read for a caller."""

import re
from collections.abc import Iterator
from dataclasses import field, replace

from tree_sitter import Node

from opsworthy.facts.code.environment import Read, Wrapper
from opsworthy.facts.code.script.emptiness import alternatives, fails_without, ternary
from opsworthy.facts.code.script.environments import environments, static_imports
from opsworthy.facts.code.script.expressions import (
    FUNCTIONS,
    arguments,
    bare,
    enclosing_function,
    name_of,
    parameters,
    plain,
)
from opsworthy.facts.code.script.keys import Key, destructured, key_of
from opsworthy.facts.code.script.names import Names, names_of
from opsworthy.facts.code.script.schemas import schema_reads
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import descend, written

_BUILT_IN = frozenset(["MODE", "BASE_URL", "PROD", "DEV", "SSR"])
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class _Raw:
    node: Node
    key: Key
    default: Node | None = None
    fallback: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """The environment is passed to an imported function, at a position."""

    module: str
    name: str
    position: int


@dataclass(slots=True)
class ScriptFile:
    """One file. `given` are parameters of its functions that hold the environment; `borrowed` wrappers, by local name."""

    code: Code
    names: Names
    given: set[tuple[str, int]] = field(default_factory=set)
    borrowed: dict[str, Wrapper] = field(default_factory=dict)
    wrappers: dict[str, Wrapper] = field(default_factory=dict)
    passed: set[Passed] = field(default_factory=set)
    _functions: dict[str, Node] = field(default_factory=dict)

    def reads(self) -> list[Read]:
        """Every read whose variable is known; learns the file's wrappers and what it passes on."""
        self._functions = {name: node for node in self.code.of(*sorted(FUNCTIONS)) if (name := name_of(node))}
        found: list[_Raw] = []
        held: list[Node] = []
        for _ in range(_ROUNDS):
            known = (len(self.wrappers), len(self.given))
            held = list(environments(self.code, self.names, self._functions, self.given))
            found = [raw for node in held for raw in self._at(node)]
            found += self._wrapped()
            for raw in found:
                self._learn(raw)
            if known == (len(self.wrappers), len(self.given)):
                break
        plain_reads = [self._read(raw) for raw in found if raw.key.parameter is None]
        return [*plain_reads, *schema_reads(self.code, self.names, held), *static_imports(self.code)]

    def _at(self, environment: Node) -> Iterator[_Raw]:
        """The reads that an expression of the environment takes part in."""
        here = environment
        while here.parent is not None and here.parent.type in (
            "parenthesized_expression",
            "as_expression",
            "non_null_expression",
        ):
            here = here.parent
        above = here.parent
        if above is None:
            return
        if above.type == "member_expression" and above.child_by_field_name("object") == here:
            yield from self._member(environment, above)
        elif above.type == "subscript_expression" and above.child_by_field_name("object") == here and not _is_changed(above):
            key = key_of(above.child_by_field_name("index"), self.names)
            if key is not None:
                yield _Raw(above, key)
        elif above.type == "variable_declarator" and above.child_by_field_name("value") == here:
            for node, name, default in destructured(above.child_by_field_name("name")):
                yield _Raw(node, Key(name), default)
        elif above.type == "binary_expression" and written(above.child_by_field_name("operator")) == "in":
            key = key_of(above.child_by_field_name("left"), self.names)
            if key is not None and above.child_by_field_name("right") == here:
                yield _Raw(above, key)
        elif above.type == "arguments" and above.parent is not None:
            self._pass(above.parent, here)

    def _member(self, environment: Node, member: Node) -> Iterator[_Raw]:
        name, call = written(member.child_by_field_name("property")), member.parent
        holder = written(environment.child_by_field_name("object"))
        if holder == "Deno":
            given = arguments(call) if call is not None and call.type == "call_expression" else ()
            key = key_of(given[0], self.names) if name in ("get", "has") and given else None
            if call is not None and key is not None:
                yield _Raw(call, key)
        elif not _is_changed(member) and not (holder == "import.meta" and name in _BUILT_IN):
            yield _Raw(member, Key(name))

    def _pass(self, call: Node, environment: Node) -> None:
        callee = bare(call.child_by_field_name("function"))
        given = arguments(call)
        if callee is None or callee.type != "identifier" or environment not in given:
            return
        name, position = written(callee), given.index(environment)
        imported = self.names.imports.get(name)
        if imported is not None:
            self.passed.add(Passed(imported.module, imported.name, position))
        elif name in self._functions:
            self.given.add((name, position))

    def _wrapped(self) -> Iterator[_Raw]:
        """Calls of functions that read the variable that they are asked for."""
        for name, wrapper in {**self.borrowed, **self.wrappers}.items():
            for node in self.code.at(re.compile(rb"\b%s\b" % re.escape(name.encode()))):
                call = _call_of(node)
                given = arguments(call) if call is not None else ()
                if call is None or wrapper.key >= len(given):
                    continue
                key = key_of(given[wrapper.key], self.names)
                if key is not None:
                    yield self._asked(call, given, key, wrapper)

    def _asked(self, call: Node, given: tuple[Node, ...], key: Key, wrapper: Wrapper) -> _Raw:
        default = given[wrapper.default] if wrapper.default is not None and wrapper.default < len(given) else None
        fails = wrapper.required and default is None and wrapper.fallback is None
        return _Raw(
            call, key.within(wrapper.prefix, wrapper.suffix), default, wrapper.fallback if default is None else None, fails
        )

    def _learn(self, raw: _Raw) -> None:
        function = enclosing_function(raw.node)
        name = name_of(function) if function is not None else ""
        if raw.key.parameter is None or function is None or not name or name in self.wrappers:
            return
        known = parameters(function)
        key = next((each for each in known if each.name == raw.key.parameter), None)
        if key is None:
            return
        stands_in = _default_names(raw, function)
        default = next((each for each in known if each.name in stands_in and each != key), None)
        read = self._read(raw)
        self.wrappers[name] = Wrapper(
            key=key.position,
            key_name=key.name,
            default=default.position if default is not None else None,
            default_name=default.name if default is not None else None,
            fallback=read.default if default is None else plain(default.default),
            required=read.required,
            prefix=raw.key.prefix,
            suffix=raw.key.suffix,
        )

    def _read(self, raw: _Raw) -> Read:
        place = self.code.place(raw.node)
        others = alternatives(raw.node)
        other = ternary(raw.node, lambda node: any(_mentions_key(each, raw.key.prefix) for each in descend(node)))
        if other is not None:
            others.append(other)
        said = next((each for each in others if self.names.text(each) is not None), None)
        default = self.names.text(said) if said is not None else None
        if said is not None and said.end_point[0] >= max(place.line, place.end_line):
            place = replace(place, end_line=said.end_point[0] + 1, end_column=0)
        if default is None:
            default = self.names.text(raw.default) if raw.default is not None else raw.fallback
        if fails_without(raw.node):
            return Read(raw.key.prefix, place, None if default == "" else default, default is None or default == "")
        return Read(raw.key.prefix, place, default, raw.required and not others)


def script_file(code: Code) -> ScriptFile:
    return ScriptFile(code, names_of(code))


def _is_changed(node: Node) -> bool:
    above = node.parent
    if above is None:
        return False
    if above.type in ("assignment_expression", "augmented_assignment_expression"):
        return above.child_by_field_name("left") == node and written(above.child_by_field_name("operator")) not in ("??=", "||=")
    return above.type == "unary_expression" and written(above.child_by_field_name("operator")) == "delete"


def _call_of(name: Node) -> Node | None:
    """The call whose function is this name, plain or as a member of `this`."""
    above = name.parent
    if above is not None and above.type == "member_expression" and written(above.child_by_field_name("object")) == "this":
        name, above = above, above.parent
    calls = above is not None and above.type == "call_expression" and above.child_by_field_name("function") == name
    return above if calls else None


def _mentions_key(node: Node, key: str) -> bool:
    return node.type in ("property_identifier", "string_fragment") and written(node) == key


def _default_names(raw: _Raw, function: Node) -> frozenset[str]:
    """The parameters that stand in for a missing value: after `??` or `||`, or returned as they are."""
    found = {written(bare(node)) for node in alternatives(raw.node)}
    other = ternary(raw.node, lambda _: True)
    found.update(written(bare(node)) for node in (other, raw.default) if node is not None)
    body = function.child_by_field_name("body")
    waiting = list(body.named_children) if body is not None else []
    while waiting:
        here = waiting.pop()
        value = bare(here.named_children[0]) if here.type == "return_statement" and here.named_child_count else None
        if value is not None:
            branches = value.named_children[1:] if value.type == "ternary_expression" else [value]
            found.update(written(branch) for branch in branches if branch.type == "identifier")
        elif here.type not in FUNCTIONS:
            waiting.extend(here.named_children)
    return frozenset(found)
