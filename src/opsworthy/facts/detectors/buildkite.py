"""Buildkite: command steps, groups, blocks that wait for a person, plugins."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.buildkite_steps import jobs_of
from opsworthy.facts.pipelines.given import given_by
from opsworthy.facts.pipelines.names import Names, secrets, settings
from opsworthy.facts.project import PipelineDeclared
from opsworthy.text.node import Mapping, Node, Sequence, entries, find, walk
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_FILE = regex(r"\.buildkite/(?:[\w.-]{1,80}/)?[\w.-]{1,80}\.ya?ml|buildkite\.ya?ml")
_MAIN = regex(r"(?:\.buildkite/pipeline|buildkite)\.ya?ml")
_PROVIDER = "buildkite"


def _wants(path: str) -> bool:
    return "buildkite" in path and _FILE.fullmatch(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        read = files.yaml(source)
        yield from read.problems
        root = read.documents[0] if read.documents else None
        steps = root if isinstance(root, Sequence) else find(root, "steps")
        if root is not None and isinstance(steps, Sequence):
            yield from _told(root, steps, source)
        elif root is not None and _MAIN.fullmatch(source.path):
            yield Problem(root.location, "a pipeline without steps", "write them under `steps:`")


def _told(root: Node, steps: Sequence, source: Source) -> Iterator[Told]:
    names = Names()
    names.read(root, source)
    for node in walk(root):
        names.defined |= {entry.key for entry in entries(node, "env")} if isinstance(node, Mapping) else set()
    missing = tuple(names.missing(given_by(_PROVIDER)))
    name = source.path.rpartition("/")[2].rpartition(".")[0]
    yield PipelineDeclared(name, source.path, _PROVIDER, source.at(1), jobs=jobs_of(steps), settings=settings(missing))
    yield from secrets(missing, _PROVIDER)


DETECTOR = Detector(
    "buildkite",
    "pipelines of Buildkite",
    _wants,
    _detect,
    looks_at=(".buildkite/*.yml", ".buildkite/*.yaml", "buildkite.yml", "buildkite.yaml"),
)
