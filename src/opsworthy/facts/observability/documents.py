"""Documents that hold something about observability, in files of their own or as texts in the objects of Kubernetes."""

import re
from collections.abc import Iterator
from itertools import pairwise

from opsworthy.facts.embedded import embedded
from opsworthy.facts.files import Files
from opsworthy.facts.json_files import may_describe
from opsworthy.facts.kubernetes.environments import is_parent
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import Mapping, Node, Scalar, entries, string, walk
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_TEMPLATED = regex(r"^\s{0,80}\{\{", re.MULTILINE)
_CARRIERS = frozenset(["ConfigMap", "Secret"])
_DATA = ("data", "stringData")
_SHOWN = ("dashboard", "grafana", "datadog", "monitor")
_LARGEST = 2_000_000
_MOST = 500


@dataclass(frozen=True)
class Found:
    """One document; `environment` where its folder says one."""

    node: Node
    path: str
    environment: str | None


def is_yaml(path: str) -> bool:
    """Whether a path may be YAML that says something about running: pipelines and Compose files say it elsewhere."""
    if not path.endswith((".yaml", ".yml")):
        return False
    name = path.rpartition("/")[2]
    return not path.startswith((".github/", ".circleci/")) and not name.startswith(("docker-compose", "compose."))


def may_show(path: str) -> bool:
    """Whether a JSON file may be a dashboard or a monitor."""
    lowered = path.lower()
    return may_describe(path) or (any(word in lowered for word in _SHOWN) and "node_modules/" not in lowered)


def documents(files: Files, source: Source, *markers: str) -> Iterator[Found | Problem]:
    """The documents of a file that holds one of the markers, and those within its ConfigMaps. What a template makes of
    broken YAML is no fault of the file."""
    if len(source.text) > _LARGEST or not any(marker in source.text for marker in markers):
        return
    place = environment_of(source.path)
    read = files.yaml(source)
    if not _TEMPLATED.search(source.text):
        yield from read.problems
    for document in read.documents[:_MOST]:
        yield Found(document, source.path, place)
        for inner in _within(document, source.path, markers):
            yield Found(inner, source.path, place)


def environment_of(path: str) -> str | None:
    """The environment whose folder a file stands in: a folder below one of overlays or environments, whatever it is called."""
    parts = path.split("/")[:-1]
    return next((name for above, name in pairwise(parts) if is_parent(above)), None)


def _within(document: Node, path: str, markers: tuple[str, ...]) -> Iterator[Node]:
    if string(document, "kind") not in _CARRIERS:
        return
    for key in _DATA:
        for entry in entries(document, key):
            if isinstance(entry.value, Scalar) and any(marker in entry.value.text for marker in markers):
                yield from embedded(entry.value, path, as_json=entry.key.endswith(".json"))


def mappings(node: Node) -> Iterator[Mapping]:
    """Every mapping at or below a node, each once."""
    return (each for each in walk(node) if isinstance(each, Mapping))
