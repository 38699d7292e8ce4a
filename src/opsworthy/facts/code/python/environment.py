"""Reads of environment variables in one Python file, direct or through functions that read what they are asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from tree_sitter import Node

from opsworthy.facts.code.environment import Read, Wrapper
from opsworthy.facts.code.python.emptiness import alternative, fails_without, is_guarded
from opsworthy.facts.code.python.environments import Environments
from opsworthy.facts.code.python.expressions import arguments, bare, enclosing_function, parameters, plain
from opsworthy.facts.code.python.keys import Key, key_of
from opsworthy.facts.code.python.names import Names, names_of
from opsworthy.facts.code.python.readers import readers
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_METHODS = frozenset(["get", "pop", "setdefault"])
_SCHEMES = ("environ.Env()", "environ.FileAwareEnv()")
_USUAL = ".DEFAULT_ENV"
_ROUNDS = 3
_MANY_READS = 5000


@dataclass(frozen=True, slots=True)
class _Raw:
    """A read before its key is judged: `fallback` is a default that the called function brings along."""

    node: Node
    key: Key
    default: Node | None = None
    fallback: str | None = None
    required: bool = False


@dataclass(slots=True)
class PythonFile:
    """One file with what its names mean; `borrowed` are the wrappers that other files of the repository offer, by dotted name,
    `schemes` the defaults that `environ.Env(NAME=(type, default))` states, by variable."""

    code: Code
    names: Names
    environments: Environments
    borrowed: Mapping[str, Wrapper] = field(default_factory=dict)
    wrappers: dict[str, Wrapper] = field(default_factory=dict)
    schemes: dict[str, str | None] = field(default_factory=dict)

    def reads(self) -> Iterator[Read]:
        """Every read whose variable is known."""
        for raw in self._settled():
            if raw.key.parameter is None:
                yield self._read(raw)

    def _settled(self) -> list[_Raw]:
        """The reads of the file once its own wrappers are known: a wrapper may call a wrapper."""
        calls, others = self.code.of("call"), self.code.of("subscript", "comparison_operator")
        self.environments.find(calls)
        for call in calls:
            self._learn_scheme(call)
        found: list[_Raw] = []
        for _ in range(_ROUNDS):
            found = [raw for node in calls if (raw := self._call(node)) is not None]
            found += [raw for node in others[:_MANY_READS] if (raw := self._lookup(node)) is not None]
            before = len(self.wrappers)
            for raw in found:
                self._learn(raw)
            if len(self.wrappers) == before:
                break
        return found

    def _learn_scheme(self, call: Node) -> None:
        if self.names.of(call) in _SCHEMES:
            for name, value in arguments(call).keywords.items():
                if value.type == "tuple" and value.named_child_count == 2:
                    self.schemes[name] = self.names.text(value.named_children[1])

    def _call(self, node: Node) -> _Raw | None:
        function = node.child_by_field_name("function")
        if function is None:
            return None
        method = written(function.child_by_field_name("attribute")) if function.type == "attribute" else ""
        if method in _METHODS and self.environments.holds(function.child_by_field_name("object")):
            given = arguments(node)
            key = key_of(given.at(0), self.names)
            return _Raw(node, key, given.at(1)) if key is not None else None
        reader = readers().get(self.names.of(function) or "")
        if reader is not None:
            return self._asked(node, reader.wrapper, reader.variable)
        wrapper = self._wrapper(function)
        return self._asked(node, wrapper) if wrapper is not None else None

    def _wrapper(self, function: Node) -> Wrapper | None:
        name = written(function)
        own = self.wrappers.get(name.removeprefix("self.").removeprefix("cls."))
        return own or self.borrowed.get(self.names.of(function) or "")

    def _asked(self, node: Node, wrapper: Wrapper, variable: str | None = None) -> _Raw | None:
        given = arguments(node)
        named = given.at(wrapper.key, wrapper.key_name)
        usual = named is None or (self.names.of(named) or "").endswith(_USUAL)
        key = Key(variable) if variable and usual else key_of(named, self.names)
        if key is None:
            return None
        default = given.at(wrapper.default, wrapper.default_name) if wrapper.default_name else None
        whole = Key(wrapper.prefix + key.prefix, key.parameter, key.suffix + wrapper.suffix)
        if key.parameter is None:
            whole = Key(wrapper.prefix + key.prefix + wrapper.suffix)
        fails = wrapper.required and default is None and wrapper.fallback is None
        return _Raw(node, whole, default, None if default is not None else wrapper.fallback, fails)

    def _lookup(self, node: Node) -> _Raw | None:
        if node.type == "comparison_operator":
            tests = any(child.type in ("in", "not in") for child in node.children) and node.named_child_count == 2
            if not tests or not self.environments.holds(node.named_children[1]):
                return None
            key = key_of(node.named_children[0], self.names)
            return _Raw(node, key) if key is not None else None
        subscript = node.child_by_field_name("subscript")
        if subscript is None or not self.environments.holds(node.child_by_field_name("value")) or _is_changed(node):
            return None
        key = key_of(subscript, self.names)
        return _Raw(node, key, required=not is_guarded(node, written(subscript))) if key is not None else None

    def _learn(self, raw: _Raw) -> None:
        """Remembers the function around a read as a wrapper where the key is one of its parameters."""
        function = enclosing_function(raw.node)
        if raw.key.parameter is None or function is None or function.type != "function_definition":
            return
        name = written(function.child_by_field_name("name"))
        if name in self.wrappers:
            return
        known = parameters(function)
        key = next((each for each in known if each.name == raw.key.parameter), None)
        if key is None:
            return
        default = next((each for each in known if each.name in _default_names(raw, function) and each != key), None)
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
        if fails_without(raw.node):
            return Read(raw.key.prefix, place, None, True)
        other = alternative(raw.node)
        default = self.names.text(raw.default) if raw.default is not None else raw.fallback
        if other is not None:
            default = self.names.text(other)
        stated = raw.required and raw.key.prefix in self.schemes
        return Read(
            raw.key.prefix, place, self.schemes[raw.key.prefix] if stated else default, raw.required and not (other or stated)
        )


def python_file(code: Code) -> PythonFile:
    names = names_of(code)
    return PythonFile(code, names, Environments(code, names))


def _is_changed(node: Node) -> bool:
    """Whether a subscript is written or deleted instead of read."""
    above = node.parent
    if above is None:
        return False
    if above.type in ("assignment", "augmented_assignment") and above.child_by_field_name("left") == node:
        return True
    return above.type == "delete_statement" or (above.type == "pattern_list")


def _default_names(raw: _Raw, function: Node) -> frozenset[str]:
    """The parameters that stand in for a missing value: passed as the default, after `or`, or returned as they are."""
    found = {written(node) for node in (bare(raw.default), alternative(raw.node)) if node is not None}
    body = function.child_by_field_name("body")
    waiting = list(body.named_children) if body is not None else []
    while waiting:
        here = waiting.pop()
        if here.type == "return_statement" and here.named_child_count:
            value = here.named_children[0]
            branches = value.named_children if value.type == "conditional_expression" else [value]
            found.update(written(branch) for branch in branches if branch.type == "identifier")
        elif here.type not in ("function_definition", "class_definition", "lambda"):
            waiting.extend(here.named_children)
    return frozenset(found)
