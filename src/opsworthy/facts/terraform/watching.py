"""Alerts, dashboards, and where alerts go, as code."""

from collections.abc import Iterator

from opsworthy.facts.cloudformation.watching import alarm
from opsworthy.facts.fact import Told
from opsworthy.facts.operations import AlertReceiver, AlertRule, Dashboard
from opsworthy.facts.resource_marks import mark_of
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.encodings import structure
from opsworthy.facts.terraform.serverless import first
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.view import View
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Sequence

_SIGNS = {
    "GreaterThan": ">", "GreaterThanOrEqual": ">=", "LessThan": "<", "LessThanOrEqual": "<=", "Equal": "=", "COMPARISON_GT": ">",
    "COMPARISON_GE": ">=", "COMPARISON_LT": "<", "COMPARISON_LE": "<=", "gt": ">", "lt": "<", "above": ">", "below": "<",
}  # fmt: skip
_AZURE = (
    "azurerm_monitor_metric_alert",
    "azurerm_monitor_scheduled_query_rules_alert",
    "azurerm_monitor_scheduled_query_rules_alert_v2",
)
_CONDITIONS = (
    "condition_threshold", "condition_monitoring_query_language", "condition_prometheus_query_language", "condition_absent",
    "condition_matched_log",
)  # fmt: skip
_DASHBOARDS = {
    "aws_cloudwatch_dashboard": "cloudwatch", "datadog_dashboard": "datadog", "datadog_dashboard_json": "datadog",
    "google_monitoring_dashboard": "google-monitoring", "azurerm_portal_dashboard": "azure-monitor",
    "azurerm_dashboard": "azure-monitor", "grafana_dashboard": "grafana", "newrelic_one_dashboard": "newrelic",
}  # fmt: skip
_BODIES = ("config_json", "dashboard_json", "dashboard", "dashboard_properties")
_MINUTE = 60


def watching(stack: Stack) -> Iterator[Told]:
    for each in stack.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"):
        yield _cloudwatch(stack, each)
    for each in stack.of("datadog_monitor"):
        yield _datadog(stack, each)
    for each in stack.of("google_monitoring_alert_policy"):
        yield _google(stack, each)
    for each in stack.of(*_AZURE):
        yield _azure(stack, each)
    for each in stack.of("grafana_rule_group"):
        yield from _grafana(stack, each)
    for each in stack.of("newrelic_nrql_alert_condition"):
        yield _newrelic(stack, each)
    for each in stack.of(*_DASHBOARDS):
        yield _dashboard(stack, each)
    yield from _receivers(stack)


def _cloudwatch(stack: Stack, each: Made) -> AlertRule:
    view = stack.view(each)
    if each.type == "aws_cloudwatch_composite_alarm":
        summary = view.at("alarm_description").stated()
        rule = view.at("alarm_rule").stated()
        return AlertRule(stack.title(each), "cloudwatch", each.location, rule, summary=summary, environment=stack.environment)
    return alarm(view, stack.title(each), each.location, stack.environment)


def _compared(sign: str | None, value: Stated[str] | None) -> Stated[str] | None:
    return Stated(f"{_SIGNS.get(sign or '', '')} {value.value}".strip(), value.location) if value is not None else None


def _seconds(text: str | None) -> int | None:
    """`60s`, `5m`, `PT5M`, or minutes as a plain number are not told apart here: only `60s`, `5m`, `1h`."""
    if not text or len(text) > 8 or not text[:-1].isdigit():
        return None
    per = {"s": 1, "m": _MINUTE, "h": _MINUTE * 60}.get(text[-1])
    return int(text[:-1]) * per if per is not None else None


def _datadog(stack: Stack, each: Made) -> AlertRule:
    view = stack.view(each)
    critical = (
        first(view.at("monitor_thresholds")).at("critical").stated() or first(view.at("thresholds")).at("critical").stated()
    )
    query = view.at("query").stated()
    sign = next((sign for sign in (">=", "<=", ">", "<") if query is not None and sign in query.value), "")
    threshold = Stated(f"{sign} {critical.value}".strip(), critical.location) if critical is not None else None
    return AlertRule(
        stack.title(each), "datadog", each.location, query, threshold, severity=view.at("priority").stated(),
        summary=view.at("message").stated(), environment=stack.environment,
    )  # fmt: skip


def _google(stack: Stack, each: Made) -> AlertRule:
    """An alert policy by its first condition."""
    view = stack.view(each)
    condition = first(view.at("conditions"))
    held = next((found for key in _CONDITIONS if (found := first(condition.at(key))).is_there()), View(None))
    words = held.at("filter").stated() or held.at("query").stated()
    return AlertRule(
        stack.title(each), "google-monitoring", each.location, words,
        _compared(held.at("comparison").string(), held.at("threshold_value").stated()),
        view.at("severity").stated(), _seconds(held.at("duration").string()),
        summary=first(view.at("documentation")).at("content").stated(), environment=stack.environment,
    )  # fmt: skip


def _azure(stack: Stack, each: Made) -> AlertRule:
    view = stack.view(each)
    held = first(view.at("criteria"))
    held = held if held.is_there() else first(view.at("dynamic_criteria"))
    words = held.at("metric_name").stated() or held.at("query").stated() or view.at("query").stated()
    value = held.at("threshold").stated() or first(view.at("trigger")).at("threshold").stated()
    sign = held.at("operator").string() or first(view.at("trigger")).at("operator").string()
    return AlertRule(
        stack.title(each), "azure-monitor", each.location, words, _compared(sign, value), view.at("severity").stated(),
        summary=view.at("description").stated(), environment=stack.environment,
    )  # fmt: skip


def _grafana(stack: Stack, each: Made) -> Iterator[AlertRule]:
    for rule in stack.view(each).at("rule").items():
        name = rule.at("name").stated()
        if name is not None:
            notes = rule.at("annotations")
            yield AlertRule(
                name.value, "grafana", name.location, holds_for=_seconds(rule.at("for").string()),
                severity=rule.at("labels", "severity").stated(), summary=notes.at("summary").stated(),
                runbook=notes.at("runbook_url").stated(), environment=stack.environment,
            )  # fmt: skip


def _newrelic(stack: Stack, each: Made) -> AlertRule:
    view = stack.view(each)
    critical = first(view.at("critical"))
    return AlertRule(
        stack.title(each), "newrelic", each.location, first(view.at("nrql")).at("query").stated(),
        _compared(critical.at("operator").string(), critical.at("threshold").stated()),
        holds_for=critical.at("threshold_duration").whole(), summary=view.at("description").stated(),
        runbook=view.at("runbook_url").stated(), environment=stack.environment,
    )  # fmt: skip


def _dashboard(stack: Stack, each: Made) -> Dashboard:
    """A dashboard by its own title, where its definition can be read."""
    tool = _DASHBOARDS[each.type]
    body = next((entry for key in _BODIES if (entry := each.values.entry(key)) is not None), None)
    held = stack.view(structure(body.value)) if body is not None else View(None)
    title = held.at("title").string() or held.at("displayName").string()
    named = stack.own_name(each, mark_of(each.type))
    panels = held.at("panels").found if tool == "grafana" else held.at("widgets").found
    count = len(panels.items) if isinstance(panels, Sequence) else None
    return Dashboard(title or named or each.label, tool, each.location, held.at("uid").string(), count, stack.environment)


def _receivers(stack: Stack) -> Iterator[AlertReceiver]:
    """Groups and channels that alerts are sent to."""
    for each in stack.of("azurerm_monitor_action_group"):
        yield _receiver(stack, each, "azure-monitor", [
            (kind, place) for key, kind in (("email_receiver", "email"), ("webhook_receiver", "webhook"), ("sms_receiver", "sms"))
            for place in _places(stack.view(each).at(key))
        ])  # fmt: skip
    for each in stack.of("google_monitoring_notification_channel"):
        kind = stack.view(each).at("type").stated()
        yield _receiver(stack, each, "google-monitoring", [(kind.value, kind.location)] if kind is not None else [])
    for each in stack.of("grafana_contact_point"):
        kinds = ("email", "slack", "pagerduty", "opsgenie", "webhook", "teams", "discord", "telegram")
        yield _receiver(stack, each, "grafana", [(kind, place) for kind in kinds for place in _places(stack.view(each).at(kind))])


def _places(view: View) -> list[Location]:
    return [item.location for item in view.items() if item.location is not None]


def _receiver(stack: Stack, each: Made, tool: str, channels: list[tuple[str, Location]]) -> AlertReceiver:
    said = tuple(Stated(kind, place) for kind, place in channels)
    name = stack.view(each).at("display_name").string() or stack.title(each)
    return AlertReceiver(name, tool, each.location, said, environment=stack.environment)
