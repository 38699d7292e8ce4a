"""`count` and `for_each`: which instances a block stands for."""

from dataclasses import field

from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.expressions import Block, Body, Expression
from opsworthy.facts.terraform.scope import Bindings, Scope
from opsworthy.facts.terraform.values import Undetermined, is_null, mapping, number, scalar, text, undetermined
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated, Unknown
from opsworthy.text.node import Entry, Mapping, Node, Sequence

_MOST = 100
_WITH_PARTS = ("value", "result", "condition", "over", "left", "right", "yes", "no", "of", "key", "each", "result_key")


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """One instance of a block. `key` is None for one that needs none; `count` says how many are alike, or why that is not
    known."""

    key: str | int | None = None
    bindings: Bindings = field(default_factory=dict)
    count: Stated[int] | Unknown | None = None

    def suffix(self) -> str:
        if self.key is None:
            return ""
        return f"[{self.key}]" if isinstance(self.key, int) else f'["{self.key}"]'


def instances_of(scope: Scope, block: Block) -> tuple[Instance, ...]:
    """The instances of a resource or of a call of a module, each block evaluated once."""
    kept = scope.kept.get(block)
    if isinstance(kept, tuple):
        return kept
    if block in scope.busy:
        return (Instance(),)
    scope.busy.add(block)
    try:
        found = _instances(scope, block)
    finally:
        scope.busy.discard(block)
    scope.kept[block] = found
    return found


def _instances(scope: Scope, block: Block) -> tuple[Instance, ...]:
    count, each = block.body.argument("count"), block.body.argument("for_each")
    if each is not None:
        return _for_each(scope.evaluate(each.value, {}), each.location)
    if count is None:
        return (Instance(),)
    value = scope.evaluate(count.value, {})
    many = number(value)
    if many is None:
        reason = value.reason if isinstance(value, Undetermined) else "a count that is no number"
        return (Instance(None, _counted(undetermined(reason, count.location)), Unknown(reason, count.location)),)
    many = int(many)
    if many <= 1:
        return (Instance(None, _counted(scalar(0, count.location))),) * max(many, 0)
    if many <= _MOST and uses_index(block.body):
        return tuple(Instance(place, _counted(scalar(place, count.location))) for place in range(many))
    index = undetermined("one of several", count.location)
    return (Instance(None, _counted(index), Stated(many, value.location)),)


def _counted(index: Node) -> Bindings:
    return {"count": mapping((Entry("index", index, index.location),), index.location)}


def _for_each(value: Node, where: Location) -> tuple[Instance, ...]:
    if isinstance(value, Mapping) and len(value.entries) <= _MOST:
        return tuple(_of_pair(entry.key, entry.value, entry.location) for entry in value.entries)
    if isinstance(value, Sequence) and len(value.items) <= _MOST:
        words = [(said, item) for item in value.items if (said := text(item)) is not None]
        if len(words) == len(value.items):
            return tuple(_of_pair(said, item, item.location) for said, item in words)
    if is_null(value):
        return ()
    if isinstance(value, Mapping | Sequence):
        size = len(value.entries) if isinstance(value, Mapping) else len(value.items)
        several = undetermined("one of several", where)
        known: Stated[int] | Unknown = Stated(size, value.location) if size > _MOST else Unknown("keys that are not known", where)
        return (_of_unknown(several, known),)
    reason = value.reason if isinstance(value, Undetermined) else "a for_each over what is no map"
    references = value.references if isinstance(value, Undetermined) else ()
    return (_of_unknown(undetermined(reason, where, references), Unknown(reason, where)),)


def _of_pair(key: str, value: Node, where: Location) -> Instance:
    held = mapping((Entry("key", scalar(key, where), where), Entry("value", value, where)), where)
    return Instance(key, {"each": held})


def _of_unknown(value: Node, count: Stated[int] | Unknown) -> Instance:
    held = mapping((Entry("key", value, value.location), Entry("value", value, value.location)), value.location)
    return Instance(None, {"each": held}, count)


def uses_index(body: Body, depth: int = 0) -> bool:
    """Whether a body says something else for each of several instances."""
    if depth > 12:
        return False
    if any(_names_index(argument.value, 0) for argument in body.arguments):
        return True
    return any(uses_index(block.body, depth + 1) for block in body.blocks)


def _names_index(expression: Expression | None, depth: int) -> bool:
    if expression is None or depth > 60:
        return False
    if isinstance(expression, ast.Attribute) and isinstance(expression.of, ast.Name):
        return expression.of.name == "count" and expression.name == "index"
    return any(_names_index(inner, depth + 1) for inner in within(expression))


def within(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly within another."""
    if isinstance(expression, ast.Template):
        return expression.parts
    if isinstance(expression, ast.Items):
        return expression.items
    if isinstance(expression, ast.Call):
        return expression.arguments
    if isinstance(expression, ast.Pairs):
        return tuple(side for pair in expression.pairs for side in pair)
    if isinstance(expression, ast.Splat):
        return (expression.of,)
    if isinstance(expression, ast.Literal | ast.Name | ast.Broken):
        return ()
    held = (getattr(expression, part, None) for part in _WITH_PARTS)
    return tuple(each for each in held if each is not None and not isinstance(each, str))
