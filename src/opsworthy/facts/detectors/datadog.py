"""Datadog as code: monitors and dashboards in JSON or YAML, and DatadogMonitor objects."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.observability.documents import documents, environment_of, is_yaml, mappings, may_show
from opsworthy.facts.operations import AlertRule, Dashboard
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, entries, find, items, stated, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_TOOL = "datadog"
_TYPES = frozenset(
    ["audit alert", "ci-pipelines alert", "ci-tests alert", "composite", "cost alert", "database-monitoring alert",
     "error-tracking alert", "event alert", "event-v2 alert", "log alert", "metric alert", "process alert", "query alert",
     "rum alert", "service check", "slo alert", "synthetics alert", "trace-analytics alert"]
)  # fmt: skip
_COMPARED = regex(r"(>=|<=|==|>|<)\s*(-?\d+(?:\.\d+)?)\s*$")
_LARGEST = 2_000_000


def _wants(path: str) -> bool:
    return may_show(path) if path.endswith(".json") else is_yaml(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if len(source.text) > _LARGEST or not _may_hold(source):
            continue
        if source.path.endswith(".json"):
            read = files.json(source)
            yield from _told(read, environment_of(source.path)) if not isinstance(read, Problem) else ()
            continue
        for found in documents(files, source, "query", "layout_type"):
            if not isinstance(found, Problem):
                yield from _told(found.node, found.environment)


def _may_hold(source: Source) -> bool:
    text = source.text
    monitors = "query" in text and any(kind in text for kind in _TYPES) and "type" in text and "message" in text
    return monitors or ("layout_type" in text and "widgets" in text)


def _told(node: Node, environment: str | None) -> Iterator[Told]:
    for each in mappings(node):
        if string(each, "type") in _TYPES and string(each, "query") is not None and string(each, "name") is not None:
            yield _monitor(each, environment)
        title = stated(each, "title")
        if title is not None and string(each, "layout_type") is not None and find(each, "widgets") is not None:
            yield Dashboard(title.value, _TOOL, title.location, string(each, "id"), len(items(each, "widgets")), environment)


def _monitor(monitor: Mapping, environment: str | None) -> AlertRule:
    named, query = stated(monitor, "name"), stated(monitor, "query")
    tags = tuple(tag for each in items(monitor, "tags") if (tag := string(each)) is not None)
    message = stated(monitor, "message")
    return AlertRule(
        named.value if named is not None else "",
        _TOOL,
        named.location if named is not None else monitor.location,
        query,
        _limit(monitor, query),
        stated(monitor, "priority"),
        summary=message,
        labels=tuple((key, value) for tag in tags for key, colon, value in (tag.partition(":"),) if colon),
        environment=environment,
    )


def _limit(monitor: Mapping, query: Stated[str] | None) -> Stated[str] | None:
    """The comparison at the end of the query; without one, the threshold of the options alone."""
    found = _COMPARED.search(query.value) if query is not None else None
    if found is not None and query is not None:
        return Stated(f"{found.group(1)} {found.group(2)}", query.location)
    options = next((each.value for each in entries(monitor, "options") if each.key == "thresholds"), None)
    return stated(options, "critical")


DETECTOR = Detector(
    "datadog",
    "monitors and dashboards of Datadog as code",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml", "*.json"),
    only_with=("query", "layout_type"),
)
