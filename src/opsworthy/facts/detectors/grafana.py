"""Grafana: dashboards in JSON, in ConfigMaps and as objects of its operator; provisioned alert rules and contact points."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.embedded import embedded
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.objects import objects_of
from opsworthy.facts.observability.documents import Found, documents, environment_of, is_yaml, may_show
from opsworthy.facts.observability.grafana import contact_points, dashboard, rules
from opsworthy.facts.operations import Dashboard
from opsworthy.text.node import Node, Scalar, find, stated, string
from opsworthy.text.source import Problem, Source

_MARKERS = ("schemaVersion", "GrafanaDashboard", "contactPoints", "orgId", "GrafanaAlertRuleGroup", "dashboard.grafana.app/")
_LARGEST = 3_000_000


def _wants(path: str) -> bool:
    return may_show(path) if path.endswith(".json") else is_yaml(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if source.path.endswith(".json"):
            yield from _json(files, source)
            continue
        for found in documents(files, source, *_MARKERS):
            if isinstance(found, Problem):
                yield found
            else:
                yield from _yaml(found)


def _json(files: Files, source: Source) -> Iterator[Told]:
    text = source.text
    told = ('"schemaVersion"' in text and ('"panels"' in text or '"rows"' in text)) or "dashboard.grafana.app/" in text
    if told and len(text) < _LARGEST:
        read = files.json(source)
        if isinstance(read, Problem):
            yield read
            return
        found = dashboard(read, environment_of(source.path))
        yield from (found,) if found is not None else ()


def _yaml(found: Found) -> Iterator[Told]:
    node, place = found.node, found.environment
    shown = dashboard(node, place)
    yield from (shown,) if shown is not None else ()
    for each in objects_of(node):
        if each.kind == "GrafanaDashboard":
            yield _object(each.node, each.name, place, found.path)
    if string(node, "apiVersion") == "1" or string(node, "kind") == "GrafanaAlertRuleGroup":
        yield from rules(node, place)
        yield from contact_points(node, place)


def _object(node: Node, name: str, environment: str | None, path: str) -> Dashboard:
    """A dashboard of the operator: what its JSON says where it holds any, else the object's own name."""
    written = find(node, "spec", "json")
    for inner in embedded(written, path, as_json=True) if isinstance(written, Scalar) else ():
        shown = dashboard(inner, environment)
        if shown is not None:
            return shown
    named = stated(node, "metadata", "name")
    where = named.location if named is not None else node.location
    return Dashboard(name, "grafana", where, string(node, "spec", "uid"), environment=environment)


DETECTOR = Detector(
    "grafana",
    "dashboards and alerts of Grafana",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml", "*.json"),
    only_with=("schemaVersion", "GrafanaDashboard", "contactPoints", "orgId", "GrafanaAlertRuleGroup", "dashboard.grafana.app/"),
)
