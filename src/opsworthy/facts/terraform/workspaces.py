"""Workspaces that a root module knows by name: keys of what is looked up by `terraform.workspace`, and what it is compared to."""

from collections.abc import Iterator

from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.building import ask
from opsworthy.facts.terraform.expressions import Body, Expression
from opsworthy.facts.terraform.modules import Module
from opsworthy.facts.terraform.repeating import within
from opsworthy.facts.terraform.repository import Repository
from opsworthy.facts.terraform.scope import Scope, World
from opsworthy.facts.terraform.values import text
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping

_ANY = "\ue002"
_MOST_STEPS = 100_000


def workspaces_of(repository: Repository, module: Module) -> tuple[tuple[str, Location], ...]:
    """The names of workspaces, each with the place that says it; the one called default has no name of its own."""
    if not any(_mentions(argument.value, 0) for argument in _arguments(module)):
        return ()
    world = World(repository.files, repository.module, _MOST_STEPS, workspace=_ANY, root=module.folder)
    scope = Scope(world, module, lambda _: None, ask=ask)
    found: dict[str, Location] = {}
    for argument in _arguments(module):
        for name, where in _named(scope, argument.value, 0):
            found.setdefault(name, where)
    return tuple((name, where) for name, where in found.items() if name not in ("default", "", _ANY))


def _arguments(module: Module) -> Iterator[ast.Argument]:
    yield from module.locals.values()
    for block in (*module.resources.values(), *module.data.values(), *module.calls.values(), *module.providers):
        yield from _of_body(block.body, 0)


def _of_body(body: Body, depth: int) -> Iterator[ast.Argument]:
    yield from body.arguments
    for block in body.blocks if depth < 12 else ():
        yield from _of_body(block.body, depth + 1)


def _mentions(expression: Expression, depth: int) -> bool:
    if isinstance(expression, ast.Attribute) and isinstance(expression.of, ast.Name):
        return expression.of.name in ("terraform", "tofu") and expression.name == "workspace"
    return depth < 60 and any(_mentions(inner, depth + 1) for inner in within(expression))


def _named(scope: Scope, expression: Expression, depth: int) -> Iterator[tuple[str, Location]]:
    if depth > 60:
        return
    if isinstance(expression, ast.Index) and _is_workspace(scope, expression.key):
        yield from _keys(scope, expression.of)
    elif isinstance(expression, ast.Call) and expression.name == "lookup" and len(expression.arguments) > 1:
        if _is_workspace(scope, expression.arguments[1]):
            yield from _keys(scope, expression.arguments[0])
    elif isinstance(expression, ast.Operation) and expression.sign in ("==", "!=") and expression.right is not None:
        for one, other in ((expression.left, expression.right), (expression.right, expression.left)):
            if isinstance(one, ast.Literal) and isinstance(one.value, str) and _is_workspace(scope, other):
                yield one.value, one.location
    for inner in within(expression):
        yield from _named(scope, inner, depth + 1)


def _is_workspace(scope: Scope, expression: Expression) -> bool:
    if isinstance(expression, ast.Literal):
        return False
    return text(scope.evaluate(expression, {})) == _ANY


def _keys(scope: Scope, expression: Expression) -> Iterator[tuple[str, Location]]:
    held = scope.evaluate(expression, {})
    if isinstance(held, Mapping):
        yield from ((entry.key, entry.location) for entry in held.entries[:30])
