"""What the expressions of a deployment come to, as far as literals go."""

from collections.abc import Callable, Mapping
from dataclasses import field

from opsworthy.facts.azure.deployment import Deployment, Parameter
from opsworthy.facts.azure.expressions import Call, Choice, Expression, Filled, Literal, Member, Name, Other, Settled
from opsworthy.facts.azure.functions import FUNCTIONS, known_text, truth
from opsworthy.facts.view import Found, Pointer, View
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Mapping as MappingNode
from opsworthy.text.node import Node, Scalar, Sequence, find
from opsworthy.text.secrecy import carries_credentials

_DEEPEST = 40
_MOST_STEPS = 200_000
_KEYS = ("listkeys", "listsecrets", "listaccountsas", "listconnectionstrings", "listadminkeys", "listcredentials")


@dataclass
class Evaluator:
    """One deployment with the values given to its parameters. `load` reads another file of the repository as data."""

    deployment: Deployment
    given: Mapping[str, Found] = field(default_factory=dict)
    load: Callable[[str], Node | None] = lambda _: None
    _depth: int = 0
    _steps: int = 0
    _symbols: dict[str, str] = field(default_factory=dict)

    def view(self, node: Node | None) -> View:
        return View(self.reduce(node) if node is not None else None, self.reduce)

    def reduce(self, node: Node) -> Found:
        held = self.deployment.held(node)
        return self.evaluate(held.expression, held.location) if held is not None else _shielded(node)

    def evaluate(self, expression: Expression, where: Location) -> Found:
        self._steps += 1
        if self._depth > _DEEPEST or self._steps > _MOST_STEPS:
            return Unknown("more is computed here than is followed", where)
        self._depth += 1
        try:
            return self._evaluate(expression, where)
        finally:
            self._depth -= 1

    def _evaluate(self, expression: Expression, where: Location) -> Found:
        if isinstance(expression, Literal):
            return self.reduce(expression.node)
        if isinstance(expression, Settled):
            return expression.found
        if isinstance(expression, Name):
            return self.named(expression.name, where)
        if isinstance(expression, Member):
            return self._member(expression, where)
        if isinstance(expression, Filled):
            return known_text([self.evaluate(part, where) for part in expression.parts], where)
        if isinstance(expression, Choice):
            return self._choice(expression.condition, expression.yes, expression.no, where)
        if isinstance(expression, Other):
            return Unknown(f"{expression.what} is computed when it is deployed", where)
        return self._call(expression, where)

    def named(self, name: str, where: Location) -> Found:
        """A parameter, a variable, or a pointer to what is declared."""
        parameter = self.deployment.parameters.get(name)
        if parameter is not None:
            return self._parameter(parameter, where)
        variable = self.deployment.variables.get(name)
        if variable is not None:
            return self.reduce(variable)
        if any(piece.symbol == name for piece in (*self.deployment.resources, *self.deployment.modules)):
            return Pointer("resource", name, where)
        return Unknown(f"{name} is known when it is deployed", where)

    def _parameter(self, parameter: Parameter, where: Location) -> Found:
        given = self.given.get(parameter.name)
        if parameter.secure and not isinstance(given, MappingNode):
            return Pointer("secret", parameter.name, where, store="azure-deployment")
        if given is not None:
            return given
        if parameter.default is None:
            return Unknown(f"the parameter {parameter.name} has no default", parameter.location)
        return self.reduce(parameter.default)

    def _member(self, expression: Member, where: Location) -> Found:
        base = self.evaluate(expression.base, where)
        key = self.evaluate(expression.key, where)
        if isinstance(base, Pointer):
            word = key.text if isinstance(key, Scalar) else ""
            return Pointer(base.kind, base.name, where, f"{base.key}.{word}".strip("."), base.store)
        if isinstance(key, Scalar) and isinstance(base, MappingNode):
            inner = find(base, key.text)
            return self.reduce(inner) if inner is not None else None
        if isinstance(key, Scalar) and isinstance(base, Sequence) and isinstance(key.value, int):
            inner = find(base, key.value)
            return self.reduce(inner) if inner is not None else None
        return base if isinstance(base, Unknown) else Unknown("not written out", where)

    def _choice(self, condition: Expression, yes: Expression, no: Expression, where: Location) -> Found:
        answer = truth(self.evaluate(condition, where))
        if answer is None:
            return Unknown("depends on what is known when it is deployed", where)
        return self.evaluate(yes if answer else no, where)

    def _call(self, call: Call, where: Location) -> Found:
        name = call.function.lower()
        if name in ("parameters", "variables") and len(call.arguments) == 1:
            held = self.evaluate(call.arguments[0], where)
            return self.named(held.text, where) if isinstance(held, Scalar) else Unknown("named by what is computed", where)
        if name == "if" and len(call.arguments) == 3:
            return self._choice(call.arguments[0], call.arguments[1], call.arguments[2], where)
        if name == "getsecret" and call.arguments:
            held = self.evaluate(call.arguments[0], where)
            return Pointer("secret", held.text if isinstance(held, Scalar) else "", where, store="azure-key-vault")
        if name in _KEYS:
            return Pointer("secret", "", where, store="azure")
        if name in ("loadjsoncontent", "loadyamlcontent") and call.arguments:
            held = self.evaluate(call.arguments[0], where)
            return (self.load(held.text) if isinstance(held, Scalar) else None) or Unknown(
                "another file that is not there", where
            )
        function = FUNCTIONS.get(name)
        if function is None or call.on is not None:
            return Unknown(f"{call.function}() is known when it is deployed", where)
        return function([self.evaluate(argument, where) for argument in call.arguments], where)


def _shielded(node: Node) -> Found:
    if isinstance(node, Scalar) and isinstance(node.value, str) and carries_credentials(node.text):
        return Pointer("secret", "", node.location, store="azure-deployment")
    return node
