"""Plans as `terraform show -json` writes them: what is planned, with what is sensitive withheld."""

from collections.abc import Iterator

from opsworthy.facts.environment_names import environment_of_file
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.expressions import Argument, Block, Body, Expression
from opsworthy.facts.terraform.modules import Module
from opsworthy.facts.terraform.reading import facts_of, once
from opsworthy.facts.terraform.scope import Scope, World
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.terraform.values import undetermined
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find, items, string
from opsworthy.text.source import Problem, Source

_DEEPEST = 12
_MOST = 5000
_LARGEST = 4_000_000
_MARKS = ('"planned_values"', '"format_version"')


def is_plan(source: Source) -> bool:
    return all(mark in source.text for mark in _MARKS)


def read(files: Files, source: Source) -> Iterator[Told]:
    """The facts of a plan."""
    if len(source.text) > _LARGEST:
        yield Problem(source.at(1), "a plan too large to read", "keep the plan of one environment, or leave it out")
        return
    root = files.json(source)
    if isinstance(root, Problem):
        yield root
        return
    scope = Scope(World(files, lambda _: None), Module(""), lambda _: None)
    made = tuple(_made(find(root, "planned_values", "root_module"), find(root, "configuration", "root_module"), scope, 0))
    folder = source.path.rpartition("/")[0]
    yield from once(facts_of(Stack(made[:_MOST], folder, environment_of_file(source.path), "terraform-plan")))


def _made(module: Node | None, configuration: Node | None, above: Scope, depth: int) -> Iterator[Made]:
    if module is None or depth > _DEEPEST:
        return
    address = string(module, "address")
    scope = Scope(above.world, above.module, lambda _: None, f"{address}." if address else "")
    written = {
        f"{string(each, 'type')}.{string(each, 'name')}": find(each, "expressions") for each in items(configuration, "resources")
    }
    for each in items(module, "resources"):
        type_name, name, full = string(each, "type"), string(each, "name"), string(each, "address")
        if type_name and name and full and isinstance(each, Mapping):
            values = find(each, "values")
            held = values if isinstance(values, Mapping) else Mapping((), each.location)
            held = _withheld(held, find(each, "sensitive_values"))
            place = each.entry("address") or each.entry("type")
            where = place.location if place is not None else each.location
            block = Block("resource", (type_name, name), _referring(written.get(f"{type_name}.{name}")), where)
            yield Made(type_name, name, full, held, where, scope, block, data=string(each, "mode") == "data")
    calls = find(configuration, "module_calls")
    for inner in items(module, "child_modules"):
        label = (string(inner, "address") or "").rpartition("module.")[2].partition("[")[0]
        yield from _made(inner, find(calls, label, "module"), scope, depth + 1)


def _withheld(values: Mapping, sensitive: Node | None) -> Mapping:
    """The values without those that the plan marks as sensitive."""
    entries = []
    for entry in values.entries:
        mark = find(sensitive, entry.key)
        entries.append(Entry(entry.key, _hidden(entry.value, mark), entry.location))
    return Mapping(tuple(entries), values.location)


def _hidden(value: Node, mark: Node | None) -> Node:
    if isinstance(mark, Scalar) and mark.value is True:
        return undetermined("the plan holds it as sensitive", value.location)
    if isinstance(value, Mapping):
        return _withheld(value, mark)
    if isinstance(value, Sequence):
        marks = items(mark)
        return Sequence(
            tuple(_hidden(item, marks[place] if place < len(marks) else None) for place, item in enumerate(value.items)),
            value.location,
        )
    return value


def _referring(written: Node | None) -> Body:
    """What a resource's configuration refers to, as arguments that do."""
    if not isinstance(written, Mapping):
        return Body()
    arguments = []
    for entry in written.entries:
        found = tuple(reference for said in _references(entry.value, 0) if (reference := _expression(said, entry.location)))
        if found:
            arguments.append(Argument(entry.key, ast.Items(found, entry.location), entry.location))
    return Body(tuple(arguments))


def _references(node: Node, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _references(item, depth + 1)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            if entry.key == "references":
                yield from (item.text for item in items(entry.value) if isinstance(item, Scalar))
            else:
                yield from _references(entry.value, depth + 1)


def _expression(reference: str, where: Location) -> Expression | None:
    words = reference.partition("[")[0].split(".")
    if len(words) < 2 or not all(words):
        return None
    here: Expression = ast.Name(words[0], where)
    for word in words[1:]:
        here = ast.Attribute(here, word, where)
    return here
