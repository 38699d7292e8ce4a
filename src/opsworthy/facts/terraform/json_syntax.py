"""The JSON form of HCL (`.tf.json`): the same bodies, with expressions in texts."""

from collections.abc import Iterator

from opsworthy.facts.files import Files
from opsworthy.facts.terraform.expressions import Argument, Block, Body, Expression, Items, Literal, Pairs
from opsworthy.facts.terraform.syntax import template_of
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence
from opsworthy.text.source import Problem, Source

_LABELS = {"resource": 2, "data": 2, "variable": 1, "output": 1, "module": 1, "provider": 1, "terraform": 0, "locals": 0}
_BLOCKS_OF = {"terraform": ("backend", "required_providers", "cloud")}
_DEEPEST = 60


def body_of_json(files: Files, source: Source) -> Body | Problem:
    """The blocks of a file in the JSON form, or why it cannot be read."""
    read = files.json(source)
    if isinstance(read, Problem):
        return read
    blocks: list[Block] = []
    for entry in read.entries if isinstance(read, Mapping) else ():
        count = _LABELS.get(entry.key)
        if count is not None:
            blocks += [
                Block(entry.key, labels, _body(entry.key, held), where)
                for labels, held, where in _labelled(entry.value, count, (), entry.location)
            ]
    return Body((), tuple(blocks))


def _labelled(
    node: Node, count: int, labels: tuple[str, ...], where: Location
) -> Iterator[tuple[tuple[str, ...], Mapping, Location]]:
    """The bodies under a keyword, each with the names above it; a list stands for several blocks."""
    for held in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(held, Mapping) and count == 0:
            yield labels, held, where
        elif isinstance(held, Mapping):
            for entry in held.entries:
                yield from _labelled(entry.value, count - 1, (*labels, entry.key), entry.location)


def _body(kind: str, held: Mapping) -> Body:
    """Every member as an argument: evaluation does not tell nested blocks from objects."""
    blocks: list[Block] = []
    arguments: list[Argument] = []
    for entry in held.entries:
        if entry.key in _BLOCKS_OF.get(kind, ()):
            blocks += [Block(entry.key, labels, _body("", inner), where) for labels, inner, where in _nested(entry)]
        else:
            arguments.append(Argument(entry.key, expression_of(entry.value), entry.location))
    return Body(tuple(arguments), tuple(blocks))


def _nested(entry: Entry) -> Iterator[tuple[tuple[str, ...], Mapping, Location]]:
    return _labelled(entry.value, 1 if entry.key == "backend" else 0, (), entry.location)


def expression_of(node: Node, depth: int = 0) -> Expression:
    """A JSON value as an expression; a text may hold `${…}`."""
    if isinstance(node, Scalar):
        if isinstance(node.value, str) and ("${" in node.value or "%{" in node.value):
            return _template(node.value, node.location)
        return Literal(node.value, node.text, node.location)
    if depth > _DEEPEST:
        return Literal(None, "", node.location)
    if isinstance(node, Sequence):
        return Items(tuple(expression_of(item, depth + 1) for item in node.items), node.location)
    pairs = tuple(
        (Literal(entry.key, entry.key, entry.location), expression_of(entry.value, depth + 1)) for entry in node.entries
    )
    return Pairs(pairs, node.location)


def _template(text: str, where: Location) -> Expression:
    return template_of(Source(where.path, text), where.line - 1)
