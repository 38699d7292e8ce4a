"""The jobs of CircleCI as its workflows start them: each with what it waits for, who approves it and what it is given."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.pipelines.circleci_commands import Parameters, Steps, contexts, defaults, filled, orbs_of
from opsworthy.facts.pipelines.steps import inputs, part, variables, words
from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, items, stated, string

_APPROVAL = "approval"
_PRE, _POST = "pre-steps", "post-steps"


@dataclass(frozen=True)
class Start:
    """One job of a workflow: the name it is started by, what the workflow says of it, and the place."""

    name: str
    told: Node | None
    location: Location


def starts(workflow: Node) -> Iterator[Start]:
    """The jobs that a workflow lists."""
    for item in items(workflow, "jobs"):
        if isinstance(item, Scalar) and item.value is not None:
            yield Start(item.text, None, item.location)
        for entry in entries(item)[:1]:
            yield Start(entry.key, entry.value, entry.location)


@dataclass(frozen=True)
class Jobs:
    root: Mapping

    def started(self, start: Start) -> PipelineJob:
        """A job as a workflow starts it; one that no part of the file defines comes from an orb."""
        definition = find(self.root, "jobs", start.name)
        given = {**defaults(definition), **_handed(start.told)}
        name = filled(string(start.told, "name") or start.name, given)
        approval = string(start.told, "type") == _APPROVAL or string(definition, "type") == _APPROVAL
        steps = Steps(self.root, orbs_of(self.root))
        named = find(start.told, "name")
        place = start.location if named is None else replace(start.location, end_line=named.location.line, end_column=0)
        return PipelineJob(
            name,
            place,
            () if approval else tuple(self._steps(start, definition, given, steps)),
            _requires(start.told),
            condition=_branches(start.told),
            variables=variables(find(definition, "environment"), computed="$"),
            manual=approval,
            image=self._image(definition),
            services=self._services(definition),
            concurrency=string(start.told, "serial-group"),
            contexts=contexts(start.told),
        )

    def alone(self, entry: Entry) -> PipelineJob:
        """A job that no workflow of the file starts."""
        return self.started(Start(entry.key, None, entry.location))

    def _steps(self, start: Start, definition: Node | None, given: Parameters, steps: Steps) -> Iterator[PipelineStep]:
        yield from steps.of(items(start.told, _PRE), given)
        if definition is None:
            told = find(start.told, "matrix", "parameters") if start.told is not None else None
            given_to = inputs((*entries(start.told), *entries(told)))
            yield part(steps.full(start.name), "orb", start.location, given_to, start.name)
        yield from steps.of(items(definition, "steps"), given)
        yield from steps.of(items(start.told, _POST), given)

    def _docker(self, definition: Node | None) -> tuple[Node, ...]:
        executor = string(definition, "executor") or string(definition, "executor", "name")
        own = items(definition, "docker")
        return own or (items(self.root, "executors", executor, "docker") if executor else ())

    def _image(self, definition: Node | None) -> Stated[str] | None:
        docker = self._docker(definition)
        told = stated(docker[0], "image") if docker else None
        return told if told is not None and "<<" not in told.value else None

    def _services(self, definition: Node | None) -> tuple[Stated[str], ...]:
        return tuple(told for each in self._docker(definition)[1:] if (told := stated(each, "image")) is not None)


def _handed(told: Node | None) -> Parameters:
    return {each.key: each.value.text for each in entries(told) if isinstance(each.value, Scalar)}


def _requires(told: Node | None) -> tuple[str, ...]:
    """The jobs that one waits for; each may be written with the state it must end in."""
    listed = items(told, "requires")
    named = (string(each) or next((entry.key for entry in entries(each)), None) for each in listed)
    return tuple(each for each in named if each)


def _branches(told: Node | None) -> str | None:
    only = (*words(told, "filters", "branches", "only"), *words(told, "filters", "branches"))
    tags = (*words(told, "filters", "tags", "only"),)
    parts = [f"branch {', '.join(only[:5])}"] if only else []
    return " or ".join([*parts, *([f"tag {', '.join(tags[:5])}"] if tags else [])]) or None
