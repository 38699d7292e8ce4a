"""Task definitions of Amazon ECS in JSON or YAML files, whatever they are called."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.ecs.tasks import task_of
from opsworthy.facts.environment_names import environment_of_file
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.json_files import may_describe
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.workloads import Workload
from opsworthy.text.node import Mapping, find
from opsworthy.text.source import Problem, Source

_MARKERS = ('"containerDefinitions"', "containerDefinitions:")
_LARGEST = 400_000


def _wants(path: str) -> bool:
    if path.endswith(".json"):
        return may_describe(path)
    return path.endswith((".yaml", ".yml")) and "task" in path.rpartition("/")[2].lower()


def _detect(files: Files) -> Iterator[Told]:
    held = [source for source in files if len(source.text) <= _LARGEST and any(mark in source.text for mark in _MARKERS)]
    environments = _environments([source.path for source in held])
    for source in held:
        environment = environments.get(source.path)
        told = list(_read(files, source, environment))
        tasks = [each for each in told if isinstance(each, Workload)]
        if environment is not None and tasks:
            yield EnvironmentDeclared(environment, tasks[0].location, "ecs", ("task-definition", source.path))
        yield from told


def _read(files: Files, source: Source, environment: str | None) -> Iterator[Told]:
    root = files.json(source) if source.path.endswith(".json") else None
    if root is None:
        read = files.yaml(source)
        yield from read.problems
        root = read.documents[0] if read.documents else None
    if isinstance(root, Problem):
        if "{{" not in source.text and "{%" not in source.text and "<%" not in source.text:
            yield root
    elif isinstance(root, Mapping) and find(root, "Resources") is None and find(root, "resources") is None:
        yield from task_of(root, environment)


def _environments(paths: list[str]) -> dict[str, str]:
    """Files that stand for an environment each: those of a folder, or of brother folders, of which several name one."""
    named = {path: name for path in paths if (name := environment_of_file(path)) is not None}
    brothers = {path: path.lower().replace(name.lower(), "*") for path, name in named.items()}
    groups: dict[str, set[str]] = defaultdict(set)
    for path, name in named.items():
        groups[brothers[path]].add(name)
    return {path: name for path, name in named.items() if len(groups[brothers[path]]) > 1 or len(paths) == 1}


DETECTOR = Detector(
    "ecs_task",
    "task definitions of Amazon ECS",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml", "*.json"),
    only_with=("containerDefinitions",),
)
