"""A serverless.yml as a whole: its resources in the words of CloudFormation, and the functions beside them."""

from collections.abc import Iterator

from opsworthy.facts.cloudformation.evaluation import Evaluator
from opsworthy.facts.cloudformation.reading import facts_of
from opsworthy.facts.cloudformation.stack import Stack
from opsworthy.facts.cloudformation.templates import Template, template_in
from opsworthy.facts.fact import Told
from opsworthy.facts.serverless.functions import Provider, functions
from opsworthy.facts.serverless.variables import Variables
from opsworthy.facts.view import View
from opsworthy.text.node import Entry, Mapping, Node, Sequence, find

_SECTIONS = ("Resources", "Conditions", "Mappings", "Parameters")


def facts(variables: Variables, stage: str | None) -> Iterator[Told]:
    """What a service makes and runs in one stage; in every stage where it is None."""
    prefix = variables.path.rpartition(".")[0]
    evaluator = Evaluator(_template(variables), {}, variables.reduce)
    stack = Stack(evaluator, prefix, "serverless", stage, strict=stage is not None)
    yield from facts_of(stack)
    yield from functions(Provider(stack, View(variables.root, evaluator.reduce)))


def _template(variables: Variables) -> Template:
    """The sections of `resources`, which may be one table or a list of tables, in this file or others."""
    held: dict[str, dict[str, Entry]] = {name: {} for name in _SECTIONS}
    for part in _parts(variables):
        for name in _SECTIONS:
            section = find(part, name)
            inner = variables.reduce(section) if section is not None else None
            if isinstance(inner, Mapping):
                held[name].update({entry.key: entry for entry in _whole(variables, inner)})
    place = variables.root.location
    made = [Entry(name, Mapping(tuple(kept.values()), place), place) for name, kept in held.items()]
    root = Mapping(tuple(made), place)
    return template_in(variables.path, root) or Template(variables.path, root)


def _parts(variables: Variables) -> Iterator[Node]:
    node = find(variables.root, "resources")
    held = variables.reduce(node) if node is not None else None
    if isinstance(held, Mapping):
        yield held
    for item in held.items[:100] if isinstance(held, Sequence) else ():
        found = variables.reduce(item)
        if isinstance(found, Mapping):
            yield found


def _whole(variables: Variables, section: Mapping) -> Iterator[Entry]:
    """The entries of a section; one that another file holds is read from there."""
    for entry in section.entries[:1000]:
        found = variables.reduce(entry.value)
        yield Entry(entry.key, found, entry.location) if isinstance(found, Mapping) else entry
