"""CircleCI: a pipeline for each workflow, its jobs with their commands, approvals and contexts."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.circleci_jobs import Jobs, starts
from opsworthy.facts.pipelines.given import given_by
from opsworthy.facts.pipelines.names import Names, secrets, settings
from opsworthy.facts.project import PipelineDeclared, PipelineJob
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, entries, items, string, walk
from opsworthy.text.source import Problem, Source

_FILES = frozenset([".circleci/config.yml", ".circleci/config.yaml"])
_PROVIDER = "circleci"
_Workflow = tuple[str, Location, tuple[str, ...], tuple[PipelineJob, ...]]


def _wants(path: str) -> bool:
    return path.startswith(".circleci/") and path in _FILES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        read = files.yaml(source)
        yield from read.problems
        root = read.documents[0] if read.documents else None
        if isinstance(root, Mapping) and (entries(root, "jobs") or entries(root, "workflows")):
            yield from _told(root, source)
        elif root is not None:
            yield Problem(root.location, "a configuration without jobs", "write its jobs under `jobs:`")


def _told(root: Mapping, source: Source) -> Iterator[Told]:
    names = _names(root, source)
    missing = tuple(names.missing(given_by(_PROVIDER)))
    outside = tuple(Stated(string(entry.value) or entry.key, entry.location) for entry in entries(root, "orbs"))
    for name, place, triggers, jobs in _workflows(root, source):
        yield PipelineDeclared(name, source.path, _PROVIDER, place, triggers, jobs, settings(missing), outside)
    yield from secrets(missing, _PROVIDER)


def _workflows(root: Mapping, source: Source) -> Iterator[_Workflow]:
    """Every workflow; without any, CircleCI runs the job named `build`."""
    jobs = Jobs(root)
    found = [(entry, entry.value) for entry in entries(root, "workflows") if isinstance(entry.value, Mapping)]
    for entry, workflow in found:
        started = tuple(jobs.started(each) for each in starts(workflow))
        yield entry.key, entry.location, _triggers(workflow), started
    if not found:
        alone = [entry for entry in entries(root, "jobs") if isinstance(entry.value, Mapping)]
        place = next((entry.location for entry in alone if entry.key == "build"), source.at(1))
        yield "build", place, (), tuple(jobs.alone(entry) for entry in alone)


def _triggers(workflow: Mapping) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.key for each in items(workflow, "triggers") for entry in entries(each)))


def _names(root: Mapping, source: Source) -> Names:
    names = Names()
    names.read(root, source)
    for node in walk(root):
        names.defined |= {entry.key for entry in entries(node, "environment")}
    return names


DETECTOR = Detector(
    "circleci", "pipelines of CircleCI", _wants, _detect, looks_at=(".circleci/config.yml", ".circleci/config.yaml")
)
