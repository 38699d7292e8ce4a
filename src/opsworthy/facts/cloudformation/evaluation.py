"""The intrinsic functions of CloudFormation, as far as literals go: the rest is Unknown, or a Pointer to what holds it."""

from collections.abc import Callable, Mapping
from dataclasses import field

from opsworthy.facts.cloudformation.intrinsics import (
    FUNCTIONS,
    dynamic_reference,
    function_of,
    is_secret_parameter,
    listed,
    literal,
    shielded,
    unfilled,
    untagged,
)
from opsworthy.facts.cloudformation.templates import Template
from opsworthy.facts.view import Found, Pointer, View
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Mapping as MappingNode
from opsworthy.text.node import Node, Scalar, Sequence, find, string
from opsworthy.text.regex import regex

_NAME = regex(r"\$\{(!?)([^{}]{1,200})\}")
_SSM_TYPE = "AWS::SSM::Parameter::Value<"
_DEEPEST = 25
_MOST_STEPS = 400_000


@dataclass
class Evaluator:
    """One template with the values given to its parameters, by an environment's file or by the stack that nests it.
    `texts` lets a tool that wraps templates put its own variables in first."""

    template: Template
    given: Mapping[str, Found] = field(default_factory=dict)
    texts: Callable[[Scalar], Found] | None = None
    _depth: int = 0
    _steps: int = 0
    _deciding: set[str] = field(default_factory=set)

    def view(self, node: Node | None) -> View:
        return View(self.reduce(node) if node is not None else None, self.reduce)

    def reduce(self, node: Node) -> Found:
        """What a node comes to: itself, if it is no function."""
        self._steps += 1
        if self._steps > _MOST_STEPS or self._depth > _DEEPEST:
            return Unknown("more is computed here than is followed", node.location)
        function, argument = function_of(node)
        if function is None:
            return self._plain(node)
        self._depth += 1
        try:
            return self._call(function, argument, node.location)
        finally:
            self._depth -= 1

    def _plain(self, node: Node) -> Found:
        if not isinstance(node, Scalar):
            return node
        found = self.texts(node) if self.texts is not None and "$" in node.text else node
        if isinstance(found, Scalar) and "{{resolve:" in found.text:
            return dynamic_reference(found.text, found.location)
        return found

    def _call(self, function: str, argument: Node, where: Location) -> Found:
        known = FUNCTIONS.get(function)
        if known is not None:
            return known(self, argument, where)
        return Unknown(f"{function} is computed when the stack is made", where)

    def ref(self, name: str, where: Location) -> Found:
        """What `Ref` gives: a parameter's value, or a pointer to a resource."""
        if name == "AWS::NoValue":
            return None
        if name.startswith("AWS::"):
            return Unknown(f"{name} is known when the stack is made", where)
        declared = self.template.parameters.get(name)
        if declared is None:
            there = name in self.template.resources
            return Pointer("resource", name, where) if there else Unknown(f"nothing here is called {name}", where)
        if is_secret_parameter(name, declared.value):
            return Pointer("secret", name, where, store="cloudformation")
        given = self.given.get(name)
        if given is not None:
            return shielded(given, name, where)
        default = find(declared.value, "Default")
        if default is None:
            return Unknown(f"the parameter {name} has no default", declared.location)
        if (string(declared.value, "Type") or "").startswith(_SSM_TYPE) and isinstance(default, Scalar):
            return Pointer("parameter", default.text, where, store="aws-parameter-store")
        reduced = self._plain(default)
        if isinstance(reduced, Scalar) and (string(declared.value, "Type") or "").startswith(("CommaDelimitedList", "List<")):
            return listed(reduced)
        return shielded(reduced, name, where)

    def holds(self, name: str) -> bool | Unknown:
        """Whether a condition is true with the parameters as they are."""
        declared = self.template.conditions.get(name)
        if declared is None:
            return Unknown(f"there is no condition {name}")
        if name in self._deciding:
            return Unknown(f"the condition {name} asks for itself", declared.location)
        self._deciding.add(name)
        try:
            return self.decide(declared.value, 0)
        finally:
            self._deciding.discard(name)

    def decide(self, node: Node, depth: int) -> bool | Unknown:
        function, argument = function_of(node)
        if depth > _DEEPEST:
            return Unknown("too many conditions within each other", node.location)
        if function == "Condition" and isinstance(argument, Scalar):
            return self.holds(argument.text)
        items = argument.items[:20] if isinstance(argument, Sequence) else ()
        if function == "Fn::Equals" and len(items) == 2:
            return self._equal(items[0], items[1], node.location)
        if function not in ("Fn::And", "Fn::Or", "Fn::Not") or not items:
            return Unknown("a condition that is not understood", node.location)
        answers = [self.decide(item, depth + 1) for item in items]
        unknown = next((each for each in answers if isinstance(each, Unknown)), None)
        if function == "Fn::Not":
            return unknown or not answers[0]
        deciding = function == "Fn::Or"
        return deciding if any(each is deciding for each in answers) else unknown or not deciding

    def _equal(self, first: Node, second: Node, where: Location) -> bool | Unknown:
        left, right = self.reduce(first), self.reduce(second)
        for each in (left, right):
            if isinstance(each, Unknown):
                return each
        if isinstance(left, Scalar) and isinstance(right, Scalar):
            return left.text == right.text
        return Unknown("compares what no file says", where)

    def sub(self, argument: Node, where: Location) -> Found:
        template = argument.items[0] if isinstance(argument, Sequence) and argument.items else argument
        extra = argument.items[1] if isinstance(argument, Sequence) and len(argument.items) > 1 else None
        found = self._plain(untagged(template))
        return self._filled(found, extra, where) if isinstance(found, Scalar) else found

    def _filled(self, scalar: Scalar, extra: Node | None, where: Location) -> Found:
        made: list[str] = []
        position = 0
        for match in _NAME.finditer(scalar.text):
            made.append(scalar.text[position : match.start()])
            position = match.end()
            if match[1]:
                made.append(f"${{{match[2]}}}")
                continue
            value = self._named(match[2].strip(), extra, where)
            if match.group() == scalar.text:
                return value
            if not isinstance(value, Scalar):
                return unfilled(value, where)
            made.append(value.text)
        made.append(scalar.text[position:])
        return literal("".join(made), where) if position else Scalar(scalar.text, scalar.text, scalar.location)

    def _named(self, name: str, extra: Node | None, where: Location) -> Found:
        own = find(extra, name) if isinstance(extra, MappingNode) else None
        if own is not None:
            return self.reduce(own)
        before, dot, after = name.partition(".")
        return Pointer("resource", before, where, after) if dot else self.ref(name, where)
