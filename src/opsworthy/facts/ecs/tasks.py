"""Task definitions in files of their own."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.ecs.containers import containers, given, of_task, volumes
from opsworthy.facts.fact import Told
from opsworthy.facts.given_variables import secrets
from opsworthy.facts.view import View
from opsworthy.facts.workloads import Workload
from opsworthy.text.node import Mapping, Node, find


def task_of(root: Node, environment: str | None) -> Iterator[Told]:
    """The task of a file: a definition, or what `describe-task-definition` printed of one."""
    inner = find(root, "taskDefinition") or find(root, "TaskDefinition")
    definition = View(inner if isinstance(inner, Mapping) else root)
    held = containers(definition.at("containerDefinitions"))
    place = definition.location
    if not held or place is None:
        return
    if len(held) == 1 and held[0].resources is None:
        held = (replace(held[0], resources=of_task(definition)),)
    family = definition.at("family").string()
    yield Workload(
        platform="ecs",
        kind="task",
        name=family or held[0].name,
        location=place,
        environment=environment,
        containers=held,
        volumes=volumes(definition),
    )
    for item in definition.at("containerDefinitions").items():
        yield from secrets(given(item), "ecs", environment)
