"""Where the environment itself stands in a Python file: `os.environ`, its other names, and parameters that hold it."""

from collections.abc import Iterable
from dataclasses import field

from tree_sitter import Node

from opsworthy.facts.code.python.expressions import Arguments, arguments, enclosing_function, parameters
from opsworthy.facts.code.python.names import Names
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_ROUNDS = 3


@dataclass(frozen=True, slots=True, order=True)
class Passed:
    """The environment is passed to a function: by position, or by keyword where the position is -1."""

    function: str
    position: int
    keyword: str = ""


@dataclass(slots=True)
class Environments:
    """The parameters of a file that hold the environment; `given` are those that other files say, `passed` what this one says
    of functions that it imports, by dotted name."""

    code: Code
    names: Names
    given: set[Passed] = field(default_factory=set)
    passed: set[Passed] = field(default_factory=set)
    _holders: dict[str, list[Node]] = field(default_factory=dict)

    def find(self, calls: list[Node]) -> None:
        """By the default value of a parameter, because another file passes it, or because a call in this file does."""
        for node in self.code.of("default_parameter", "typed_default_parameter"):
            function = enclosing_function(node)
            if function is not None and self.names.of(node.child_by_field_name("value")) == "os.environ":
                self._hold(written(node.child_by_field_name("name")), function)
        functions = {written(node.child_by_field_name("name")): node for node in self.code.of("function_definition")}
        for told in self.given:
            for parameter in parameters(functions[told.function]) if told.function in functions else ():
                if told.keyword == parameter.name or told.position == parameter.position:
                    self._hold(parameter.name, functions[told.function])
        for _ in range(_ROUNDS):
            for call in calls:
                self._follow(call, functions)

    def holds(self, node: Node | None) -> bool:
        """Whether an expression is the environment."""
        if node is None:
            return False
        if node.type == "identifier" and written(node) in self._holders:
            function = enclosing_function(node)
            while function is not None:
                if function in self._holders[written(node)]:
                    return True
                function = enclosing_function(function)
        return self.names.of(node) == "os.environ"

    def _hold(self, name: str, function: Node) -> None:
        holders = self._holders.setdefault(name, [])
        if function not in holders:
            holders.append(function)

    def _follow(self, call: Node, functions: dict[str, Node]) -> None:
        function, given = call.child_by_field_name("function"), arguments(call)
        callee = functions.get(written(function).removeprefix("self.").removeprefix("cls."))
        if callee is not None:
            for parameter in parameters(callee):
                if self.holds(given.at(parameter.position, parameter.name)):
                    self._hold(parameter.name, callee)
        else:
            dotted = self.names.of(function)
            self.passed.update(self._told(dotted, given) if dotted is not None else ())

    def _told(self, function: str, given: Arguments) -> Iterable[Passed]:
        for position, value in enumerate(given.positional):
            if self.holds(value):
                yield Passed(function, position)
        for keyword, value in given.keywords.items():
            if self.holds(value):
                yield Passed(function, -1, keyword)
