"""Reads of environment variables in one Go package, direct or through functions that read what they are asked for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from tree_sitter import Node

from opsworthy.facts.code.environment import Read, Wrapper
from opsworthy.facts.code.golang.emptiness import fails_without, stand_in
from opsworthy.facts.code.golang.expressions import arguments, bare, enclosing_function, imports_of, parameters, plain, statements
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_READERS = regex(rb"\b(?:Getenv|LookupEnv)\b")
_PACKAGES = frozenset(["os", "syscall"])
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class _Raw:
    """A read: `key` is known, or `parameter` names what the caller gives."""

    code: Code
    node: Node
    key: str
    parameter: str | None = None
    suffix: str = ""
    default: Node | None = None
    fallback: str | None = None
    required: bool = False


@dataclass(slots=True)
class GoPackage:
    """The files of one folder. `borrowed` are exported wrappers of other packages, by import path and name; `unresolved` are
    names of variables that no file of these gives a literal."""

    codes: list[Code]
    borrowed: Mapping[str, Mapping[str, Wrapper]] = field(default_factory=dict)
    wrappers: dict[str, Wrapper] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    unresolved: set[str] = field(default_factory=set)
    _functions_given: set[tuple[str, str]] = field(default_factory=set)

    def reads(self) -> list[tuple[Code, Read]]:
        """Every read whose variable is known; learns the package's wrappers."""
        for code in self.codes:
            self._learn_constants(code)
        found: list[_Raw] = []
        for _ in range(_ROUNDS):
            known = (len(self.wrappers), len(self._functions_given))
            found = [raw for code in self.codes for raw in self._in(code)]
            for raw in found:
                self._learn(raw)
            if known == (len(self.wrappers), len(self._functions_given)):
                break
        return [(raw.code, self._read(raw)) for raw in found if raw.parameter is None]

    def _learn_constants(self, code: Code) -> None:
        for spec in code.of("const_spec"):
            name, value = spec.child_by_field_name("name"), plain(spec.child_by_field_name("value"))
            if name is not None and value is not None:
                self.constants[written(name)] = value

    def _in(self, code: Code) -> Iterator[_Raw]:
        imports = imports_of(code.root)
        for node in code.at(_READERS):
            above = node.parent
            if above is None or above.type != "selector_expression" or above.child_by_field_name("field") != node:
                continue
            if imports.get(written(above.child_by_field_name("operand"))) not in _PACKAGES or above.parent is None:
                continue
            if above.parent.type == "call_expression":
                yield from self._asked(code, above.parent, Wrapper(0, "key"))
            elif above.parent.type == "argument_list" and above.parent.parent is not None:
                self._hand_over(above, above.parent.parent)
        yield from self._wrapped(code, imports)
        yield from self._handed(code)

    def _wrapped(self, code: Code, imports: Mapping[str, str]) -> Iterator[_Raw]:
        """Calls of the package's own wrappers, and of those that other packages export."""
        for name, wrapper in list(self.wrappers.items()):
            for node in code.at(re.compile(rb"\b%s\b" % re.escape(name.encode()))):
                if node.type == "identifier" and node.parent is not None and _is_called(node):
                    yield from self._asked(code, node.parent, wrapper)
        for local, path in imports.items():
            for name, wrapper in self.borrowed.get(path, {}).items():
                for node in code.at(re.compile(rb"\b%s\.%s\b" % (re.escape(local.encode()), re.escape(name.encode())))):
                    if node.type == "selector_expression" and node.parent is not None and _is_called(node):
                        yield from self._asked(code, node.parent, wrapper)

    def _hand_over(self, function: Node, call: Node) -> None:
        """`run(os.Getenv)`: the parameter of `run` at this position reads the environment."""
        callee, given = written(call.child_by_field_name("function")), arguments(call)
        declared = self._declared(callee)
        position = given.index(function) if function in given else -1
        for parameter in parameters(declared) if declared is not None else ():
            if parameter.position == position:
                self._functions_given.add((callee, parameter.name))

    def _handed(self, code: Code) -> Iterator[_Raw]:
        """Calls of parameters that hold os.Getenv, and the passing on of them."""
        for owner, name in sorted(self._functions_given):
            for node in code.at(re.compile(rb"\b%s\b" % re.escape(name.encode()))):
                function = enclosing_function(node)
                while function is not None and function.type == "func_literal":
                    function = enclosing_function(function)
                if node.type != "identifier" or function is None or written(function.child_by_field_name("name")) != owner:
                    continue
                above = node.parent
                if above is not None and _is_called(node):
                    yield from self._asked(code, above, Wrapper(0, "key"))
                elif above is not None and above.type == "argument_list" and above.parent is not None:
                    self._hand_over(node, above.parent)

    def _declared(self, name: str) -> Node | None:
        for code in self.codes:
            for node in code.root.named_children:
                if node.type == "function_declaration" and written(node.child_by_field_name("name")) == name:
                    return node
        return None

    def _asked(self, code: Code, call: Node, wrapper: Wrapper) -> Iterator[_Raw]:
        given = arguments(call)
        if wrapper.key >= len(given):
            return
        named = self._key(given[wrapper.key])
        if named is None:
            return
        before, parameter, after = named
        default = given[wrapper.default] if wrapper.default is not None and wrapper.default < len(given) else None
        prefix, suffix = wrapper.prefix + before, after + wrapper.suffix
        key = prefix if parameter is not None else prefix + suffix
        fails = wrapper.required and default is None and wrapper.fallback is None
        yield _Raw(code, call, key, parameter, suffix, default, wrapper.fallback if default is None else None, fails)

    def _key(self, node: Node) -> tuple[str, str | None, str] | None:
        """Prefix, open parameter and suffix of a name that is written out of literals, constants and one parameter."""
        parts: list[Node] = []
        waiting = [node]
        while waiting:
            here = bare(waiting.pop())
            if here is None:
                return None
            if here.type == "binary_expression" and written(here.child_by_field_name("operator")) == "+":
                sides = (here.child_by_field_name("right"), here.child_by_field_name("left"))
                waiting.extend(side for side in sides if side is not None)
            else:
                parts.append(here)
        before, parameter, after = "", None, ""
        for part in parts:
            known = self.text(part)
            if known is None and (parameter is not None or part.type != "identifier"):
                return None
            if known is None:
                parameter = written(part)
            elif parameter is None:
                before += known
            else:
                after += known
        return before, parameter, after

    def text(self, node: Node | None) -> str | None:
        """A literal, or the literal of a constant of the package."""
        node = bare(node)
        if node is not None and node.type == "identifier":
            return self.constants.get(written(node))
        return plain(node)

    def _learn(self, raw: _Raw) -> None:
        function = enclosing_function(raw.node)
        if raw.parameter is None or function is None or function.type != "function_declaration":
            self.unresolved.update([raw.parameter] if raw.parameter is not None else [])
            return
        name = written(function.child_by_field_name("name"))
        known = parameters(function)
        key = next((each for each in known if each.name == raw.parameter), None)
        if key is None:
            self.unresolved.add(raw.parameter)
        if key is None or name in self.wrappers:
            return
        stands_in = _returned_names(function) | {
            written(bare(node)) for node in (stand_in(raw.node), raw.default) if node is not None
        }
        default = next((each for each in known if each.name in stands_in and each != key), None)
        read = self._read(raw)
        self.wrappers[name] = Wrapper(
            key=key.position,
            key_name=key.name,
            default=default.position if default is not None else None,
            default_name=default.name if default is not None else None,
            fallback=None if default is not None else read.default or _returned_literal(function),
            required=read.required,
            prefix=raw.key,
            suffix=raw.suffix,
        )

    def _read(self, raw: _Raw) -> Read:
        other = stand_in(raw.node)
        default = self.text(other) if other is not None else None
        if default is None:
            default = self.text(raw.default) if raw.default is not None else raw.fallback
        required = other is None and (raw.required or (default is None and fails_without(raw.node)))
        return Read(raw.key, raw.code.place(raw.node), default, required)


def _is_called(function: Node) -> bool:
    above = function.parent
    return above is not None and above.type == "call_expression" and above.child_by_field_name("function") == function


def _returns(function: Node) -> Iterator[Node]:
    waiting = statements(function.child_by_field_name("body"))
    while waiting:
        here = waiting.pop()
        if here.type == "return_statement" and here.named_child_count:
            yield here.named_children[0].named_children[0] if here.named_children[0].named_child_count else here.named_children[0]
        elif here.type != "func_literal":
            waiting.extend(here.named_children)


def _returned_names(function: Node) -> set[str]:
    return {written(value) for value in _returns(function) if value.type == "identifier"}


def _returned_literal(function: Node) -> str | None:
    """The one literal, not empty, that a wrapper returns for want of a value."""
    found = {text for value in _returns(function) if (text := plain(value))}
    return found.pop() if len(found) == 1 else None
