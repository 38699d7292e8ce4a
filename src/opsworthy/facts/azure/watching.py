"""Alerts of Azure Monitor, and who they tell."""

from collections.abc import Iterator

from opsworthy.facts.azure.making import Made
from opsworthy.facts.operations import AlertReceiver, AlertRule, Contact, Dashboard
from opsworthy.text.location import Stated
from opsworthy.text.regex import regex

_SIGNS = {
    "greaterthan": ">",
    "greaterthanorequal": ">=",
    "lessthan": "<",
    "lessthanorequal": "<=",
    "equals": "=",
    "equal": "=",
}
_DURATION = regex(r"PT?(?:(\d{1,4})D)?T?(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,6})S)?")
_CHANNELS = {
    "emailReceivers": "email",
    "smsReceivers": "sms",
    "webhookReceivers": "webhook",
    "armRoleReceivers": "email",
    "voiceReceivers": "voice",
    "logicAppReceivers": "logic-app",
    "azureFunctionReceivers": "function",
}


def watching(each: Made) -> Iterator[AlertRule | AlertReceiver | Contact | Dashboard]:
    """The alert, group or dashboard that a resource is."""
    kind = each.type.lower()
    if kind in ("microsoft.insights/metricalerts", "microsoft.insights/scheduledqueryrules"):
        yield _alert(each)
    elif kind == "microsoft.insights/actiongroups":
        yield from _group(each)
    elif kind == "microsoft.portal/dashboards":
        yield Dashboard(each.title, "azure-monitor", each.location, environment=each.making.environment)


def _alert(each: Made) -> AlertRule:
    properties = each.properties
    criterion = properties.at("criteria", "allOf", 0)
    threshold = criterion.at("threshold").stated()
    sign = _SIGNS.get((criterion.at("operator").string() or "").lower(), "")
    return AlertRule(
        each.title,
        "azure-monitor",
        each.location,
        expression=criterion.at("metricName").stated() or criterion.at("query").stated(),
        threshold=Stated(f"{sign} {threshold.value}".strip(), threshold.location) if threshold is not None else None,
        severity=properties.at("severity").stated(),
        holds_for=seconds(properties.at("windowSize").string() or ""),
        summary=properties.at("description").stated(),
        environment=each.making.environment,
    )


def _group(each: Made) -> Iterator[AlertReceiver | Contact]:
    channels: list[Stated[str]] = []
    for key, channel in _CHANNELS.items():
        for item in each.properties.at(key).items():
            if item.location is not None:
                channels.append(Stated(channel, item.location))
            address = item.at("emailAddress").stated()
            if address is not None and "@" in address.value:
                name = item.at("name").string() or address.value
                yield Contact(name, "email", "azure-monitor", address.location, address.value)
    yield AlertReceiver(each.title, "azure-monitor", each.location, tuple(channels), environment=each.making.environment)


def seconds(text: str) -> int | None:
    """A duration of ISO 8601, such as PT5M, in seconds."""
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes, rest = (int(part or 0) for part in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + rest
