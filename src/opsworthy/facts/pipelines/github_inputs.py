"""What the inputs of a workflow and the matrix of a job can hold."""

from opsworthy.facts.pipelines.github_expressions import Lookup, Values, possible
from opsworthy.facts.pipelines.steps import texts
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, entries, find, items, stated, string

_EVENTS = ("workflow_dispatch", "workflow_call")
_FREE = "environment"
_DEEPEST = 3


def declared_inputs(root: Mapping) -> dict[str, Values]:
    """The values that each input can have: its options or else its default, as far as the file says."""
    found: dict[str, Values] = {}
    for event in _EVENTS:
        for entry in entries(root, "on", event, "inputs"):
            options = tuple(texts(find(entry.value, "options"))) if string(entry.value, "type") == "choice" else ()
            default = stated(entry.value, "default")
            literal = (default,) if default is not None and default.value.strip() and "${{" not in default.value else ()
            found[entry.key] = tuple(dict.fromkeys((*found.get(entry.key, ()), *(options or literal))))
    return found


def given_inputs(job: Node, known: Lookup) -> dict[str, Values]:
    """What a job hands to the workflow that it calls."""
    given: dict[str, Values] = {}
    for entry in entries(job, "with"):
        told = stated(entry.value)
        given[entry.key] = possible(told, known) if told is not None else ()
    return given


def lookup(inputs: dict[str, Values], job: Node | None = None) -> Lookup:
    """A lookup of `inputs.name` and `matrix.name`."""
    matrix = find(job, "strategy", "matrix")

    def find_name(name: str) -> Values:
        context, _, rest = name.partition(".")
        if context == "github" and rest.startswith("event.inputs."):
            context, rest = "inputs", rest.removeprefix("event.inputs.")
        if context == "inputs":
            return inputs.get(rest, ())
        return _cells(matrix, tuple(rest.split(".")), inputs) if context == "matrix" and rest else ()

    return find_name


def _cells(matrix: Node | None, path: tuple[str, ...], inputs: dict[str, Values]) -> Values:
    """The literal values of one column of a matrix, those that `include` adds too."""
    column = (*items(matrix, path[0]), *(item for each in items(matrix, "include") if (item := find(each, path[0])) is not None))
    found: list[Stated[str]] = []
    for cell in column:
        told = stated(cell, *path[1:]) if len(path) <= _DEEPEST else None
        if told is not None:
            found.extend(possible(told, lookup(inputs)))
    return tuple({each.value: each for each in reversed(found)}.values())[::-1]
