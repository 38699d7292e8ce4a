"""OpenTelemetry collectors: the pipelines of their configuration, in files, objects, ConfigMaps and values of charts."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.embedded import embedded
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.observability.documents import documents, is_yaml, mappings
from opsworthy.facts.operations import TelemetryPipeline
from opsworthy.facts.pipelines.steps import texts, words
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, string
from opsworthy.text.source import Problem

_SIGNALS = frozenset(["traces", "metrics", "logs", "profiles"])
_KIND = "OpenTelemetryCollector"


def _wants(path: str) -> bool:
    return is_yaml(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "pipelines" not in source.text or "exporters" not in source.text:
            continue
        for found in documents(files, source, "exporters"):
            if isinstance(found, Problem):
                yield found
                continue
            for node in (found.node, *_written(found.node, source.path)):
                yield from _pipelines(node)


def _written(node: Node, path: str) -> Iterator[Node]:
    """The configuration that an older object holds as a text."""
    config = find(node, "spec", "config")
    if string(node, "kind") == _KIND and isinstance(config, Scalar):
        yield from embedded(config, path)


def _pipelines(node: Node) -> Iterator[TelemetryPipeline]:
    for each in mappings(node):
        told = find(each, "service", "pipelines")
        if isinstance(told, Mapping):
            signals = (entry for entry in told.entries if entry.key.partition("/")[0] in _SIGNALS and entries(entry.value))
            yield from map(_pipeline, signals)


def _pipeline(entry: Entry) -> TelemetryPipeline:
    return TelemetryPipeline(
        entry.key,
        entry.key.partition("/")[0],
        entry.location,
        words(entry.value, "receivers"),
        words(entry.value, "processors"),
        tuple(texts(find(entry.value, "exporters"))),
    )


DETECTOR = Detector(
    "otel_collector",
    "pipelines of OpenTelemetry collectors",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml"),
    only_with=("exporters",),
)
