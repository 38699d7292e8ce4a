"""Dashboards and alert rules of Grafana, and who its alerts go to."""

from collections.abc import Iterator

from opsworthy.facts.observability.alerts import annotations, first
from opsworthy.facts.observability.documents import mappings
from opsworthy.facts.observability.durations import seconds
from opsworthy.facts.operations import AlertReceiver, AlertRule, Dashboard
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, items, stated, string

_TOOL = "grafana"
_SIGNS = {"gt": ">", "lt": "<", "gte": ">=", "lte": "<=", "eq": "==", "ne": "!="}
_RANGES = {"within_range": "within", "outside_range": "outside"}
_MOST = 1000


def dashboard(node: Node, environment: str | None) -> Dashboard | None:
    """The dashboard that a JSON document is, by its panels and the version of its form; None for any other document."""
    whole = find(node, "dashboard") if find(node, "panels") is None and find(node, "elements") is None else node
    if whole is None or not isinstance(whole, Mapping):
        return _newer(node, environment)
    listed = whole.entry("panels") or whole.entry("rows")
    title = stated(whole, "title")
    if listed is None or whole.entry("schemaVersion") is None or title is None or not title.value.strip():
        return None
    return Dashboard(title.value, _TOOL, title.location, string(whole, "uid"), _panels(whole), environment)


def _newer(node: Node, environment: str | None) -> Dashboard | None:
    """A dashboard as a resource of Grafana's own API."""
    title = stated(node, "spec", "title")
    if not (string(node, "apiVersion") or "").startswith("dashboard.grafana.app/") or title is None:
        return None
    panels = len(entries(node, "spec", "elements")) or len(items(node, "spec", "panels"))
    return Dashboard(title.value, _TOOL, title.location, string(node, "metadata", "name"), panels, environment)


def _panels(whole: Mapping) -> int:
    """How many panels there are, those in rows counted and the rows not."""
    shown = [each for each in items(whole, "panels") if string(each, "type") != "row"]
    rows = [each for each in items(whole, "panels") if string(each, "type") == "row"]
    inside = sum(len(items(each, "panels")) for each in (*rows, *items(whole, "rows")))
    return len(shown) + inside


def rules(node: Node, environment: str | None) -> Iterator[AlertRule]:
    """Provisioned alert rules: what is asked, and the comparison of the step that decides."""
    for each in mappings(node):
        title, condition = stated(each, "title"), string(each, "condition")
        data = items(each, "data")
        if title is None or condition is None or not data:
            continue
        yield AlertRule(
            title.value,
            _TOOL,
            title.location,
            next((told for one in data if (told := _asked(one)) is not None), None),
            next((told for one in data if string(one, "refId") == condition and (told := _compared(one)) is not None), None),
            first(find(each, "labels"), ("severity", "priority", "level")),
            seconds(string(each, "for")),
            first(find(each, "annotations"), ("summary", "description", "message")),
            first(find(each, "annotations"), ("runbook_url", "runbook")),
            tuple((one.key, one.value.text) for one in entries(each, "labels") if isinstance(one.value, Scalar)),
            environment,
            annotations(find(each, "annotations")),
        )


def _asked(step: Node) -> Stated[str] | None:
    """The query of a step; steps that only compute on others have none."""
    own = string(step, "datasourceUid") or string(step, "datasource", "uid") or ""
    if own in ("__expr__", "-100"):
        return None
    return first(find(step, "model"), ("expr", "expression", "query", "rawSql", "target"))


def _compared(step: Node) -> Stated[str] | None:
    for condition in items(step, "model", "conditions"):
        sign = stated(condition, "evaluator", "type")
        limits = [text for each in items(condition, "evaluator", "params") if (text := string(each)) is not None]
        if sign is not None and sign.value in _SIGNS and limits:
            return Stated(f"{_SIGNS[sign.value]} {limits[0]}", _at(condition, sign))
        if sign is not None and sign.value in _RANGES and len(limits) > 1:
            return Stated(f"{_RANGES[sign.value]} {limits[0]} to {limits[1]}", _at(condition, sign))
    return None


def _at(condition: Node, sign: Stated[str]) -> Location:
    params = items(condition, "evaluator", "params")
    return params[0].location if params else sign.location


def contact_points(node: Node, environment: str | None) -> Iterator[AlertReceiver]:
    """Provisioned contact points with the kinds of channels; their settings are not read."""
    led = _policies(node)
    for point in items(node, "contactPoints")[:_MOST]:
        named = stated(point, "name")
        if named is not None:
            kinds = tuple(told for each in items(point, "receivers") if (told := stated(each, "type")) is not None)
            yield AlertReceiver(named.value, _TOOL, named.location, kinds, tuple(led.get(named.value, ())), environment)


def _policies(node: Node) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in mappings(node):
        receiver = string(each, "receiver")
        if receiver is not None:
            told = (*items(each, "matchers"), *items(each, "object_matchers"))
            found.setdefault(receiver, []).extend(text for one in told if (text := _matcher(one)))
    return found


def _matcher(node: Node) -> str | None:
    parts = [text for each in items(node) if (text := string(each)) is not None]
    return string(node) or (f'{parts[0]}{parts[1]}"{parts[2]}"' if len(parts) == 3 else None)
