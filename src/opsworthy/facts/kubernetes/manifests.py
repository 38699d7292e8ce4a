"""Objects as they stand in files: several to a file, broken ones between whole ones, templates left to their tools."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.objects import Object, objects_of
from opsworthy.text import yaml
from opsworthy.text.node import Node
from opsworthy.text.source import Problem, Source

_SEPARATOR = re.compile(r"^---(?=[ \t\r]|$)", re.MULTILINE)
_MOST_PARTS = 200
_LOOKS_LIKE = re.compile(r"""^[ \t-]*["']?kind["']?[ \t]*:""", re.MULTILINE)


def wants(path: str) -> bool:
    """Any YAML file may hold objects, but for those that are known to hold something else."""
    name = path.rpartition("/")[2].lower()
    elsewhere = path.startswith((".github/", ".circleci/")) or name.startswith(("docker-compose", "compose."))
    return name.endswith((".yaml", ".yml")) and not elsewhere


@dataclass(frozen=True)
class Manifest:
    """The objects of one file, and what could not be read of it."""

    objects: tuple[Object, ...]
    problems: tuple[Problem, ...] = ()


class Manifests:
    """The files of one tree as manifests, each read once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: dict[str, Manifest] = {}

    def of(self, source: Source) -> Manifest:
        if source.path not in self._read:
            self._read[source.path] = self._manifest(source)
        return self._read[source.path]

    def _manifest(self, source: Source) -> Manifest:
        if "apiVersion" not in source.text or not _LOOKS_LIKE.search(source.text) or self._is_chart_template(source.path):
            return Manifest(())
        documents, problems = parsed(self._files, source)
        objects = tuple(each for document in documents for each in objects_of(document))
        return Manifest(objects, () if "{{" in source.text else problems)

    def _is_chart_template(self, path: str) -> bool:
        """Whether Helm fills a file in before it is a manifest."""
        folders = path.split("/")[:-1]
        places = (index for index, folder in enumerate(folders) if folder == "templates")
        return any(self._files.exists("/".join((*folders[:index], "Chart.yaml"))) for index in places)

    @cached_property
    def all(self) -> tuple[tuple[Source, Manifest], ...]:
        return tuple((source, self.of(source)) for source in self._files)


def parsed(files: Files, source: Source) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """The documents of a YAML file; where one is broken, those after it are read all the same."""
    read = files.yaml(source)
    if not read.problems:
        return read.documents, ()
    if len(_SEPARATOR.findall(source.text)) > _MOST_PARTS:
        return read.documents, read.problems
    parts = [yaml.parse(part) for part in _parts(source)]
    documents = tuple(document for part in parts for document in part.documents)
    return documents, tuple(problem for part in parts for problem in part.problems)


def _parts(source: Source) -> Iterator[Source]:
    """Each document by itself, blank lines before it so that it keeps its line numbers."""
    starts = [0, *(match.start() for match in _SEPARATOR.finditer(source.text)), len(source.text)]
    for start, end in pairwise(starts):
        if source.text[start:end].strip():
            yield Source(source.path, "\n" * source.text.count("\n", 0, start) + source.text[start:end])
