"""What a block refers to, directly or through variables, locals and outputs, whatever it evaluates to."""

from collections.abc import Iterator

from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.building import child
from opsworthy.facts.terraform.expressions import Body, Expression
from opsworthy.facts.terraform.references import Asked, asked
from opsworthy.facts.terraform.repeating import instances_of, within
from opsworthy.facts.terraform.scope import Scope
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_KEY = regex(r"\[[^\]]{0,200}\]")
_NOTHING = frozenset({"each", "count", "self", "path", "terraform", "tofu"})
_MOST = 400


def plain(address: str) -> str:
    """An address without the keys of instances."""
    return _KEY.sub("", address)


def needs_of(scope: Scope, body: Body, *names: str) -> tuple[tuple[str, Location], ...]:
    """The addresses that a body refers to, each with the first place; only in some of its members where names are given."""
    found: dict[str, Location] = {}
    follower = _Follower()
    for expression in _expressions(body, names, 0):
        for address, where in follower.references(scope, expression, expression.location, 0):
            found.setdefault(address, where)
            if len(found) >= _MOST:
                return tuple(found.items())
    return tuple(found.items())


def _expressions(body: Body, names: tuple[str, ...], depth: int) -> Iterator[Expression]:
    for argument in body.arguments:
        if not names or argument.name in names:
            yield argument.value
    for block in body.blocks if depth < 12 else ():
        if not names or block.type in names or (block.labels and block.labels[0] in names):
            yield from _expressions(block.body, (), depth + 1)


class _Follower:
    """Follows each variable, local and output once."""

    def __init__(self) -> None:
        self.seen: set[tuple[int, str, str]] = set()
        self.left = 20_000

    def references(self, scope: Scope, expression: Expression, where: Location, depth: int) -> Iterator[tuple[str, Location]]:
        self.left -= 1
        if depth > 60 or self.left < 0:
            return
        found = asked(expression) if isinstance(expression, ast.Name | ast.Attribute | ast.Index | ast.Splat) else None
        if found is None:
            for inner in within(expression):
                yield from self.references(scope, inner, inner.location, depth + 1)
            return
        for step in found.steps:
            if isinstance(step, ast.Index):
                yield from self.references(scope, step.key, step.location, depth + 1)
        yield from self._named(scope, found, where, depth)

    def _named(self, scope: Scope, found: Asked, where: Location, depth: int) -> Iterator[tuple[str, Location]]:
        first = found.steps[0] if found.steps else None
        word = first.name if isinstance(first, ast.Attribute) else ""
        if not word or found.name in _NOTHING:
            return
        if found.name in ("var", "local", "module"):
            last = next((step.name for step in found.steps[1:] if isinstance(step, ast.Attribute)), "")
            key = (id(scope), f"{found.name}.{word}", last if found.name == "module" else "")
            if key not in self.seen:
                self.seen.add(key)
                yield from self._followed(scope, found.name, word, last, where, depth)
            return
        second = found.steps[1] if len(found.steps) > 1 else None
        if found.name == "data":
            if isinstance(second, ast.Attribute):
                yield f"{scope.address}data.{word}.{second.name}", where
        else:
            yield f"{scope.address}{found.name}.{word}", where

    def _followed(
        self, scope: Scope, kind: str, word: str, last: str, where: Location, depth: int
    ) -> Iterator[tuple[str, Location]]:
        if kind == "local":
            declared = scope.module.locals.get(word)
            target, inner = (declared.value if declared is not None else None), scope
        elif kind == "var":
            argument = scope.called_by.body.argument(word) if scope.called_by is not None else None
            target, inner = (argument.value if argument is not None else None), scope.parent or scope
        else:
            target, inner = self._output(scope, word, last)
            if target is None:
                yield f"{scope.address}module.{word}", where
        if target is not None:
            for address, _ in self.references(inner, target, where, depth + 1):
                yield address, where

    def _output(self, scope: Scope, word: str, last: str) -> tuple[Expression | None, Scope]:
        block = scope.module.calls.get(word)
        held = instances_of(scope, block) if block is not None else ()
        inner = child(scope, word, held[0]) if held else None
        output = inner.module.outputs.get(last) if inner is not None else None
        value = output.body.argument("value") if output is not None else None
        return (value.value if value is not None else None), inner or scope
