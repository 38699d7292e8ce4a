"""The facts of a stack."""

from collections.abc import Iterator

from opsworthy.facts.cloudformation import functions, keeping, reaching, services, watching
from opsworthy.facts.cloudformation.stack import Stack
from opsworthy.facts.fact import Told
from opsworthy.facts.marked import backup_of, resource
from opsworthy.facts.resource_marks import mark_of


def facts_of(stack: Stack) -> Iterator[Told]:
    """Everything that a stack makes and is told, each once."""
    yield from dict.fromkeys(_facts(stack))


def _facts(stack: Stack) -> Iterator[Told]:
    yield from keeping.parameters(stack)
    for each in stack.declared.values():
        mark = mark_of(each.type)
        if mark is not None:
            address = stack.address(each.name)
            made = resource(mark, each.properties, stack.tool, each.type, address, each.location, each.count, stack.environment)
            yield made
            backup = backup_of(made)
            yield from (backup,) if backup is not None else ()
    yield from functions.functions(stack)
    yield from services.services(stack)
    yield from watching.watching(stack)
    yield from keeping.secrets(stack)
    yield from keeping.backups(stack)
    yield from reaching.ways_in(stack)
    yield from reaching.stages(stack)
