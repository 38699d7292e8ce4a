"""What a root module makes: its resources and those of the modules of this tree that it calls, each with its address."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.bodies import value_of
from opsworthy.facts.terraform.expressions import Block
from opsworthy.facts.terraform.files_named import file_called
from opsworthy.facts.terraform.modules import local_folder, source_of
from opsworthy.facts.terraform.references import Asked, Step, taken
from opsworthy.facts.terraform.repeating import Instance, instances_of
from opsworthy.facts.terraform.scope import Bindings, Scope
from opsworthy.facts.terraform.values import Undetermined, number, sequence, text, undetermined
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated, Unknown
from opsworthy.text.node import Mapping, Node, Scalar

_DEEPEST = 10
_MOST = 5000
_MOST_INSTANCES = 60


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A resource, a data source (`data`), or the call of a module from elsewhere, whose type is then its source. `scope` and
    `block` are where and how it is written."""

    type: str
    label: str
    address: str
    values: Mapping
    location: Location
    scope: Scope
    block: Block
    count: Stated[int] | Unknown | None = None
    data: bool = False
    module: bool = False


def made_by(scope: Scope) -> tuple[Made, ...]:
    """Everything of a module and of those below it, at most so many."""
    found: list[Made] = []
    for made in _made(scope, None, 0):
        found.append(made)
        if len(found) >= _MOST:
            break
    return tuple(found)


def _made(scope: Scope, above: Stated[int] | Unknown | None, depth: int) -> Iterator[Made]:
    for declared, data in ((scope.module.resources, False), (scope.module.data, True)):
        for (type_name, label), block in declared.items():
            address = f"{scope.address}{'data.' if data else ''}{type_name}.{label}"
            for instance in instances_of(scope, block):
                values = value_of(scope, block.body, block.location, instance.bindings)
                yield Made(
                    type_name, label, f"{address}{instance.suffix()}", values, block.location, scope, block,
                    together(above, instance.count), data,
                )  # fmt: skip
    for name, block in scope.module.calls.items():
        for instance in instances_of(scope, block)[:_MOST_INSTANCES]:
            many = together(above, instance.count)
            inner = child(scope, name, instance)
            if inner is not None and depth < _DEEPEST:
                yield from _made(inner, many, depth + 1)
            elif inner is None:
                values = value_of(scope, block.body, block.location, instance.bindings)
                address = f"{scope.address}module.{name}{instance.suffix()}"
                yield Made(source_of(block) or "", name, address, values, block.location, scope, block, many, module=True)


def together(above: Stated[int] | Unknown | None, own: Stated[int] | Unknown | None) -> Stated[int] | Unknown | None:
    """How many there are of what stands in a module that there are several of."""
    if above is None or isinstance(own, Unknown):
        return own
    if own is None or isinstance(above, Unknown):
        return above
    return replace(own, value=own.value * above.value)


def child(scope: Scope, name: str, instance: Instance) -> Scope | None:
    """The scope of a module of this tree as one call makes it; None for a module from elsewhere, or one that calls itself."""
    block = scope.module.calls[name]
    key = ("module", name, instance.key)
    kept = scope.kept.get(key)
    if isinstance(kept, Scope):
        return kept
    folder = local_folder(scope.module.folder, source_of(block))
    module = scope.world.modules(folder) if folder is not None else None
    if module is None or _calls(scope, module.folder):
        return None

    def given(variable: str) -> Node | None:
        argument = block.body.argument(variable)
        return scope.evaluate(argument.value, instance.bindings) if argument is not None else None

    address = f"{scope.address}module.{name}{instance.suffix()}."
    made = Scope(scope.world, module, given, address, scope, block, ask=ask)
    scope.kept[key] = made
    return made


def _calls(scope: Scope, folder: str) -> bool:
    here: Scope | None = scope
    for _ in range(_DEEPEST + 1):
        if here is None:
            return False
        if here.module.folder == folder:
            return True
        here = here.parent
    return True


def ask(scope: Scope, found: Asked, bindings: Bindings) -> Node:
    """What a reference to a resource, a data source or a module gives."""
    if found.name == "module":
        return _of_module(scope, found, bindings)
    data = found.name == "data"
    steps = found.steps[1:] if data else found.steps
    words = found.steps[: 2 if data else 1]
    names = [step.name for step in words if isinstance(step, ast.Attribute)]
    if len(names) != (2 if data else 1):
        return undetermined(f"“{found.name}” is not known here", found.location)
    key = (names[0], names[1]) if data else (found.name, names[0])
    block = (scope.module.data if data else scope.module.resources).get(key)
    address = f"{scope.address}{'data.' if data else ''}{key[0]}.{key[1]}"
    if block is None:
        return undetermined(f"no {key[0]}.{key[1]} is declared", found.location)
    return _of_instances(scope, block, address, steps[1:], found.location, bindings, data=data)


def _of_instances(
    scope: Scope, block: Block, address: str, steps: tuple[Step, ...], where: Location, bindings: Bindings, *, data: bool
) -> Node:
    """What steps lead to from a resource: through a key, or a splat over all its instances, to an attribute."""
    held = instances_of(scope, block)
    step = steps[0] if steps else None
    if isinstance(step, ast.Splat):
        items = [
            _of_one(scope, block, each, f"{address}{each.suffix()}", step.steps, where, bindings, data=data) for each in held
        ]
        return taken(scope.evaluate, sequence(items, where), steps[1:], bindings)
    repeated = block.body.argument("count") is not None or block.body.argument("for_each") is not None
    if isinstance(step, ast.Index) and repeated:
        key = scope.evaluate(step.key, bindings)
        chosen = _chosen(held, key)
        if chosen is None:
            return undetermined("one of several", where, (address,), _last_word(steps))
        return _of_one(scope, block, chosen, f"{address}{chosen.suffix()}", steps[1:], where, bindings, data=data)
    if len(held) == 1 or not held:
        only = held[0] if held else Instance()
        return _of_one(scope, block, only, f"{address}{only.suffix()}", steps, where, bindings, data=data)
    return undetermined("one of several", where, (address,), _last_word(steps))


def _chosen(held: tuple[Instance, ...], key: Node) -> Instance | None:
    if isinstance(key, Undetermined):
        return held[0] if len(held) == 1 else None
    wanted: str | float | None = number(key) if not isinstance(key, Scalar) or not isinstance(key.value, str) else text(key)
    found = next((each for each in held if each.key == wanted), None)
    return found if found is not None else held[0] if len(held) == 1 and held[0].key is None else None


def _last_word(steps: tuple[Step, ...]) -> str:
    return next((step.name for step in reversed(steps) if isinstance(step, ast.Attribute)), "")


def _of_one(
    scope: Scope, block: Block, instance: Instance, address: str, steps: tuple[Step, ...], where: Location, bindings: Bindings,
    *, data: bool,
) -> Node:  # fmt: skip
    """An attribute of one instance: what its block says, or that it is known once the resource is made."""
    first = steps[0] if steps else None
    reason = f"read from {address} when it is applied" if data else f"known once {address} is made"
    if not isinstance(first, ast.Attribute):
        return undetermined(reason, where, (address,), "")
    if data and block.labels[0] == "template_file" and first.name == "rendered":
        return taken(scope.evaluate, _rendered(scope, block, instance, where), steps[1:], bindings)
    argument = block.body.argument(first.name)
    nested = block.body.of(first.name)
    key = (block, instance.key, first.name)
    if (argument is None and not nested) or key in scope.busy:
        return undetermined(reason, where, (address,), _last_word(steps))
    scope.busy.add(key)
    try:
        if argument is not None:
            value = scope.evaluate(argument.value, instance.bindings)
        else:
            value = sequence((value_of(scope, each.body, each.location, instance.bindings, 1) for each in nested), where)
    finally:
        scope.busy.discard(key)
    if isinstance(value, Undetermined):
        return undetermined(value.reason, where, (address,), _last_word(steps))
    return taken(scope.evaluate, value, steps[1:], bindings)


def _rendered(scope: Scope, block: Block, instance: Instance, where: Location) -> Node:
    """The text of the old `template_file` data source."""
    template, given = block.body.argument("template"), block.body.argument("vars")
    if template is None:
        return undetermined("a template that is not known", where)
    said = scope.evaluate(template.value, instance.bindings)
    values = [scope.evaluate(given.value, instance.bindings)] if given is not None else [Mapping((), where)]
    return file_called(scope, "templatestring", [said, *values], where)


def _of_module(scope: Scope, found: Asked, bindings: Bindings) -> Node:
    """An output of a module; of a module from elsewhere nothing is known but its address."""
    first = found.steps[0] if found.steps else None
    block = scope.module.calls.get(first.name) if isinstance(first, ast.Attribute) else None
    if block is None or not isinstance(first, ast.Attribute):
        return undetermined("no such module is called", found.location)
    name, steps, held = first.name, found.steps[1:], instances_of(scope, block)
    address = f"{scope.address}module.{name}"
    step = steps[0] if steps else None
    if isinstance(step, ast.Splat):
        items = [_output(scope, name, each, step.steps, found.location, bindings) for each in held]
        return taken(scope.evaluate, sequence(items, found.location), steps[1:], bindings)
    repeated = block.body.argument("count") is not None or block.body.argument("for_each") is not None
    if isinstance(step, ast.Index) and repeated:
        chosen = _chosen(held, scope.evaluate(step.key, bindings))
        if chosen is None:
            return undetermined("one of several", found.location, (address,), _last_word(steps))
        return _output(scope, name, chosen, steps[1:], found.location, bindings)
    if len(held) > 1:
        return undetermined("one of several", found.location, (address,), _last_word(steps))
    return _output(scope, name, held[0] if held else Instance(), steps, found.location, bindings)


def _output(scope: Scope, name: str, instance: Instance, steps: tuple[Step, ...], where: Location, bindings: Bindings) -> Node:
    address = f"{scope.address}module.{name}{instance.suffix()}"
    inner, first = child(scope, name, instance), steps[0] if steps else None
    output = inner.module.outputs.get(first.name) if inner is not None and isinstance(first, ast.Attribute) else None
    value = output.body.argument("value") if output is not None else None
    if inner is None or value is None or output is None or output in inner.busy:
        return undetermined(f"known once {address} is made", where, (address,), _last_word(steps))
    inner.busy.add(output)
    try:
        held = inner.evaluate(value.value, {})
    finally:
        inner.busy.discard(output)
    return taken(scope.evaluate, held, steps[1:], bindings)
