"""Evaluation: a module with the values that its caller gave it. Everything is evaluated when it is asked for, and once."""

from collections.abc import Callable
from collections.abc import Mapping as Table
from dataclasses import field

from opsworthy.facts.files import Files
from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.expressions import Argument, Expression
from opsworthy.facts.terraform.files_named import file_called
from opsworthy.facts.terraform.functions import call
from opsworthy.facts.terraform.loops import looped, written_out
from opsworthy.facts.terraform.modules import Module
from opsworthy.facts.terraform.operations import binary, equal, unary
from opsworthy.facts.terraform.references import Asked, asked, taken
from opsworthy.facts.terraform.types import completed
from opsworthy.facts.terraform.values import (
    Undetermined,
    filled,
    mapping,
    passed_on,
    references_of,
    scalar,
    sequence,
    text,
    truth,
    undetermined,
)
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Node, Scalar, Sequence

Bindings = Table[str, Node]
_DEEPEST = 110
_MOST_STEPS = 1_500_000
_FILES = frozenset(["file", "templatefile", "fileexists", "fileset", "filebase64", "templatestring"])


@dataclass(eq=False)
class World:
    """What all scopes of one reading share: the files, the modules, and how much may still be evaluated. `workspace` is the one
    that is evaluated for, `root` the folder of the root module."""

    files: Files
    modules: Callable[[str], Module | None]
    steps: int = _MOST_STEPS
    depth: int = 0
    workspace: str | None = None
    root: str = ""


@dataclass(eq=False)
class Scope:
    """One module as it is called: `given` asks the caller for the value of a variable, `address` is what its resources' own
    addresses are put behind, `called_by` the block in the parent that calls it, `ask` what
    references to resources and modules give, `special` functions that not every tool has."""

    world: World
    module: Module
    given: Callable[[str], Node | None]
    address: str = ""
    parent: "Scope | None" = None
    called_by: ast.Block | None = None
    variables: dict[str, Node] = field(default_factory=dict)
    locals: dict[str, Node] = field(default_factory=dict)
    kept: dict[object, object] = field(default_factory=dict)
    busy: set[object] = field(default_factory=set)
    ask: "Callable[[Scope, Asked, Bindings], Node] | None" = None
    special: "Callable[[str, list[Node], Location], Node | None] | None" = None

    def evaluate(self, expression: Expression, bindings: Bindings) -> Node:
        """The value of an expression, with what `for`, `each` and `count` stand for here."""
        world = self.world
        world.steps -= 1
        if world.steps < 0 or world.depth > _DEEPEST:
            return undetermined("too much to evaluate", expression.location)
        world.depth += 1
        try:
            return self._evaluated(expression, bindings)
        finally:
            world.depth -= 1

    def _evaluated(self, expression: Expression, bindings: Bindings) -> Node:
        if isinstance(expression, ast.Literal):
            return Scalar(expression.value, expression.text, expression.location)
        if isinstance(expression, ast.Name | ast.Attribute | ast.Index | ast.Splat):
            return self._reference(expression, bindings)
        if isinstance(expression, ast.Template):
            return filled([self.evaluate(part, bindings) for part in expression.parts], expression.location)
        if isinstance(expression, ast.Call):
            return self._call(expression, bindings)
        if isinstance(expression, ast.Choice):
            return self._choice(expression, bindings)
        if isinstance(expression, ast.Operation):
            return self._operation(expression, bindings)
        return self._structure(expression, bindings)

    def _structure(self, expression: Expression, bindings: Bindings) -> Node:
        if isinstance(expression, ast.Items):
            return sequence((self.evaluate(item, bindings) for item in expression.items), expression.location)
        if isinstance(expression, ast.Pairs):
            entries = []
            for key, value in expression.pairs:
                name = text(self.evaluate(key, bindings))
                if name is not None:
                    entries.append(Entry(name, self.evaluate(value, bindings), key.location))
            return mapping(entries, expression.location)
        if isinstance(expression, ast.For):
            return looped(self.evaluate, expression, bindings)
        if isinstance(expression, ast.Joined):
            return written_out(self.evaluate, expression, bindings)
        reason = expression.reason if isinstance(expression, ast.Broken) else "an expression that cannot be read"
        return undetermined(reason, expression.location)

    def _operation(self, expression: ast.Operation, bindings: Bindings) -> Node:
        left = self.evaluate(expression.left, bindings)
        if expression.right is None:
            return unary(expression.sign, left, expression.location)
        return binary(expression.sign, left, self.evaluate(expression.right, bindings), expression.location)

    def _choice(self, expression: ast.Choice, bindings: Bindings) -> Node:
        condition = self.evaluate(expression.condition, bindings)
        held = truth(condition)
        if held is not None:
            return self.evaluate(expression.yes if held else expression.no, bindings)
        yes, no = self.evaluate(expression.yes, bindings), self.evaluate(expression.no, bindings)
        if equal(yes, no):
            return yes
        references = (*references_of(condition), *references_of(yes), *references_of(no))
        reason = condition.reason if isinstance(condition, Undetermined) else "a condition that is no truth"
        return undetermined(reason, expression.location, references)

    def _call(self, expression: ast.Call, bindings: Bindings) -> Node:
        arguments = [self.evaluate(argument, bindings) for argument in expression.arguments]
        if expression.spread and arguments:
            last = arguments.pop()
            if not isinstance(last, Sequence):
                unknown = (
                    last if isinstance(last, Undetermined) else undetermined("arguments that are no list", expression.location)
                )
                return passed_on(unknown, expression.location, arguments)
            arguments.extend(last.items[:1000])
        self.world.steps -= sum(len(each.items) for each in arguments if isinstance(each, Sequence))
        own = self.special(expression.name, arguments, expression.location) if self.special is not None else None
        if own is not None:
            return own
        if expression.name in _FILES:
            return file_called(self, expression.name, arguments, expression.location)
        return call(expression.name, arguments, expression.location)

    def _reference(self, expression: Expression, bindings: Bindings) -> Node:
        found = asked(expression)
        if found is None:
            steps: list[ast.Attribute | ast.Index | ast.Splat] = []
            here = expression
            while isinstance(here, ast.Attribute | ast.Index | ast.Splat):
                steps.append(here)
                here = here.of
            return taken(self.evaluate, self.evaluate(here, bindings), tuple(reversed(steps)), bindings)
        if found.name in bindings:
            return taken(self.evaluate, bindings[found.name], found.steps, bindings)
        return self._named(found, bindings)

    def _named(self, found: Asked, bindings: Bindings) -> Node:
        first = found.steps[0] if found.steps else None
        word = first.name if isinstance(first, ast.Attribute) else None
        if word is not None and found.name == "var":
            return taken(self.evaluate, self.variable(word, found.location), found.steps[1:], bindings)
        if word is not None and found.name == "local":
            return taken(self.evaluate, self.local(word, found.location), found.steps[1:], bindings)
        if word is not None and found.name == "path":
            return scalar((self.world.root if word == "root" else self.module.folder) or ".", found.location)
        if word == "workspace" and found.name in ("terraform", "tofu"):
            if self.world.workspace is None:
                return undetermined("the workspace that is chosen when it is applied", found.location)
            return scalar(self.world.workspace, found.location)
        if found.name in ("each", "count", "self") or self.ask is None:
            return undetermined(f"“{found.name}” is not known here", found.location)
        return self.ask(self, found, bindings)

    def variable(self, name: str, where: Location) -> Node:
        """The value of a variable: what the caller gives, else its default. A sensitive one is kept from the facts."""
        if name not in self.variables:
            declared = self.module.variables.get(name)
            if declared is None:
                return undetermined(f"no variable “{name}” is declared", where)
            self.variables[name] = self._once(("var", name), where, lambda: self._variable(declared, name))
        return self.variables[name]

    def _variable(self, declared: ast.Block, name: str) -> Node:
        sensitive = declared.body.argument("sensitive")
        if sensitive is not None and truth(self.evaluate(sensitive.value, {})):
            return undetermined(f"the variable {name} is sensitive", declared.location, (f"{self.address}var.{name}",), "")
        value = self.given(name)
        default, kind = declared.body.argument("default"), declared.body.argument("type")
        if value is None and default is not None:
            value = self.evaluate(default.value, {})
        if value is None:
            return undetermined(f"the variable {name} is given when it is applied", declared.location)
        return completed(self.evaluate, kind.value, value) if kind is not None else value

    def local(self, name: str, where: Location) -> Node:
        if name not in self.locals:
            declared: Argument | None = self.module.locals.get(name)
            if declared is None:
                return undetermined(f"no local “{name}” is declared", where)
            value = declared.value
            self.locals[name] = self._once(("local", name), where, lambda: self.evaluate(value, {}))
        return self.locals[name]

    def _once(self, key: object, where: Location, make: Callable[[], Node]) -> Node:
        """A value that must not need itself."""
        if key in self.busy:
            return undetermined("a value that needs itself", where)
        self.busy.add(key)
        try:
            return make()
        finally:
            self.busy.discard(key)
