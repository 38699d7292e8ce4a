"""Bitbucket Pipelines: steps with their deployments, manual triggers and pipes."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.bitbucket_steps import Reading
from opsworthy.facts.pipelines.given import given_by
from opsworthy.facts.pipelines.names import Names, secrets, settings
from opsworthy.facts.pipelines.places import declared
from opsworthy.facts.project import PipelineDeclared
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, entries, find, string, walk
from opsworthy.text.source import Problem, Source

_FILES = frozenset(["bitbucket-pipelines.yml", "bitbucket-pipelines.yaml"])
_PROVIDER = "bitbucket"
_ALONE = "default"


def _wants(path: str) -> bool:
    return path in _FILES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        read = files.yaml(source)
        yield from read.problems
        root = read.documents[0] if read.documents else None
        if isinstance(root, Mapping) and entries(root, "pipelines"):
            yield from _told(root, source)
        elif root is not None:
            yield Problem(root.location, "no pipelines in this file", "write them under `pipelines:`")


def _told(root: Mapping, source: Source) -> Iterator[Told]:
    names = Names()
    names.read(root, source)
    for node in walk(root):
        names.defined |= {name for entry in entries(node) if entry.key == "variables" for each in _items(entry.value)
                          if (name := string(each, "name"))}  # fmt: skip
    missing = tuple(names.missing(given_by(_PROVIDER)))
    reading = Reading(root)
    pipelines = [
        PipelineDeclared(name, source.path, _PROVIDER, place, trigger, reading.jobs(body), settings(missing))
        for name, place, trigger, body in _bodies(root)
    ]
    yield from pipelines
    yield from {(each.name, each.location): each for each in declared(pipelines)}.values()
    yield from secrets(missing, _PROVIDER)


def _items(node: Node) -> tuple[Node, ...]:
    return getattr(node, "items", ())


def _bodies(root: Mapping) -> Iterator[tuple[str, Location, tuple[str, ...], Node]]:
    """Each pipeline with its name and what starts it: `default`, or a pattern below `branches`, `tags`, `custom` and the like."""
    for entry in entries(root, "pipelines"):
        if entry.key == _ALONE:
            yield _ALONE, entry.location, ("push",), entry.value
            continue
        for inner in entries(entry.value):
            trigger = f"{entry.key}: {inner.key}"
            body = find(inner.value, "steps") or inner.value
            yield trigger, inner.location, (entry.key,), body


DETECTOR = Detector(
    "bitbucket", "pipelines of Bitbucket", _wants, _detect, looks_at=("bitbucket-pipelines.yml", "bitbucket-pipelines.yaml")
)
