"""Who is told of what: alarms, dashboards, and the addresses that topics send to."""

from collections.abc import Iterator

from opsworthy.facts.cloudformation.intrinsics import references
from opsworthy.facts.cloudformation.stack import Declared, Stack
from opsworthy.facts.operations import AlertReceiver, AlertRule, Contact, Dashboard
from opsworthy.facts.view import View
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import find

COMPARISONS = {
    "GreaterThanOrEqualToThreshold": ">=",
    "GreaterThanThreshold": ">",
    "LessThanThreshold": "<",
    "LessThanOrEqualToThreshold": "<=",
    "GreaterThanUpperThreshold": ">",
    "LessThanLowerThreshold": "<",
    "LessThanLowerOrGreaterThanUpperThreshold": "outside",
}
_LABELS = ("Namespace", "Statistic", "ExtendedStatistic", "TreatMissingData")


def watching(stack: Stack) -> Iterator[AlertRule | AlertReceiver | Contact | Dashboard]:
    """What CloudWatch watches, shows and tells whom."""
    told: set[str] = set()
    for each in stack.of("AWS::CloudWatch::Alarm"):
        yield alarm(each.properties, stack.title(each), each.location, stack.environment)
        told.update(name for name, _ in references(find(each.node, "Properties", "AlarmActions")))
    for each in stack.of("AWS::CloudWatch::CompositeAlarm"):
        rule = each.properties.at("AlarmRule").stated()
        summary = each.properties.at("AlarmDescription").stated()
        yield AlertRule(stack.title(each), "cloudwatch", each.location, rule, summary=summary, environment=stack.environment)
        told.update(name for name, _ in references(find(each.node, "Properties", "AlarmActions")))
    for each in stack.of("AWS::CloudWatch::Dashboard"):
        yield Dashboard(stack.title(each), "cloudwatch", each.location, environment=stack.environment)
    yield from _subscribed(stack, told)


def alarm(properties: View, name: str, location: Location, environment: str | None) -> AlertRule:
    """An alarm by its metric; an alarm of several metrics says its expression."""
    metric = properties.at("MetricName").stated()
    for item in properties.at("Metrics").items() if metric is None else ():
        metric = item.at("Expression").stated() or metric or item.at("MetricStat", "Metric", "MetricName").stated()
    periods, period = properties.at("EvaluationPeriods").whole(), properties.at("Period").whole()
    labels = [(key, text) for key in _LABELS if (text := properties.at(key).string())]
    for item in properties.at("Dimensions").items():
        dimension, value = item.at("Name").string(), item.at("Value").string()
        labels += [(dimension, value)] if dimension and value else []
    return AlertRule(
        name,
        "cloudwatch",
        location,
        expression=metric,
        threshold=_threshold(properties),
        holds_for=periods * period if periods and period else None,
        summary=properties.at("AlarmDescription").stated(),
        labels=tuple(labels),
        environment=environment,
    )


def _threshold(properties: View) -> Stated[str] | None:
    threshold = properties.at("Threshold").stated()
    sign = COMPARISONS.get(properties.at("ComparisonOperator").string() or "", "")
    return Stated(f"{sign} {threshold.value}".strip(), threshold.location) if threshold is not None else None


def _subscribed(stack: Stack, told: set[str]) -> Iterator[AlertReceiver | Contact]:
    """The subscriptions of topics; a topic that an alarm tells is where alerts go."""
    for topic in stack.of("AWS::SNS::Topic"):
        held = tuple(_subscriptions(stack, topic))
        channels = []
        for protocol, endpoint in held:
            channels.append(_channel(protocol, endpoint))
            if protocol.value.startswith("email") and endpoint is not None and "@" in endpoint.value:
                yield Contact(stack.title(topic), "email", "sns", endpoint.location, endpoint.value)
        if topic.name in told:
            title = stack.title(topic)
            yield AlertReceiver(title, "cloudwatch", topic.location, tuple(channels), environment=stack.environment)


def _subscriptions(stack: Stack, topic: Declared) -> Iterator[tuple[Stated[str], Stated[str] | None]]:
    held = list(topic.properties.at("Subscription").items())
    for each in stack.of("AWS::SNS::Subscription"):
        target = find(each.node, "Properties", "TopicArn")
        if any(name == topic.name for name, _ in references(target)):
            held.append(each.properties)
    for item in held:
        protocol = item.at("Protocol").stated()
        if protocol is not None:
            yield protocol, item.at("Endpoint").stated()


def _channel(protocol: Stated[str], endpoint: Stated[str] | None) -> Stated[str]:
    """What a subscription is: products that are known by their host, else the kind of address."""
    host = endpoint.value.lower() if endpoint is not None else ""
    known = next((name for name in ("pagerduty", "opsgenie", "slack") if f"{name}.com" in host), None)
    if known is not None:
        return Stated(known, protocol.location)
    kind = protocol.value.removesuffix("-json")
    return Stated("webhook" if kind in ("http", "https") else kind, protocol.location)
