"""Who is called: services, schedules and policies of PagerDuty and Opsgenie, and addresses that topics send to."""

from collections.abc import Iterator

from opsworthy.facts.operations import AlertReceiver, Contact
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.needs import plain
from opsworthy.facts.terraform.stack import Stack
from opsworthy.text.location import Stated

_KINDS = {
    "pagerduty_service": ("service", "pagerduty"), "pagerduty_schedule": ("rota", "pagerduty"),
    "pagerduty_escalation_policy": ("escalation", "pagerduty"), "pagerduty_team": ("team", "pagerduty"),
    "pagerduty_user": ("person", "pagerduty"), "opsgenie_team": ("team", "opsgenie"), "opsgenie_schedule": ("rota", "opsgenie"),
    "opsgenie_escalation": ("escalation", "opsgenie"), "opsgenie_service": ("service", "opsgenie"),
    "opsgenie_user": ("person", "opsgenie"), "grafana_oncall_schedule": ("rota", "grafana-oncall"),
    "grafana_oncall_escalation_chain": ("escalation", "grafana-oncall"), "betteruptime_policy": ("escalation", "betteruptime"),
}  # fmt: skip
_TELLING = ("alarm_actions", "ok_actions", "insufficient_data_actions")


def people(stack: Stack) -> Iterator[Contact | AlertReceiver]:
    for each in stack.of(*_KINDS):
        kind, tool = _KINDS[each.type]
        view = stack.view(each)
        about = view.at("description").string()
        yield Contact(
            stack.title(each), kind, tool, each.location, handle=view.at("email").string() or view.at("username").string(),
            about=about if about and len(about) < 300 else None,
        )  # fmt: skip
    yield from _topics(stack)


def _topics(stack: Stack) -> Iterator[Contact | AlertReceiver]:
    """A topic that an alarm tells is where alerts go, by its subscriptions."""
    told = {
        plain(target.address)
        for alarm in stack.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
        for target, _ in stack.needs(alarm, *_TELLING)
    }
    channels: dict[str, list[Stated[str]]] = {}
    for each in stack.of("aws_sns_topic_subscription"):
        view = stack.view(each)
        protocol, endpoint = view.at("protocol").stated(), view.at("endpoint").stated()
        topic = stack.pointed(view.at("topic_arn"), "aws_sns_topic")
        name = stack.title(topic) if topic is not None else each.label
        if protocol is None:
            continue
        if topic is not None:
            channels.setdefault(plain(topic.address), []).append(_channel(protocol, endpoint))
        if protocol.value.startswith("email") and endpoint is not None and "@" in endpoint.value:
            yield Contact(name, "email", "sns", endpoint.location, endpoint.value)
    for topic in stack.of("aws_sns_topic"):
        if plain(topic.address) in told:
            yield _receiver(stack, topic, channels.get(plain(topic.address), []))


def _receiver(stack: Stack, topic: Made, channels: list[Stated[str]]) -> AlertReceiver:
    return AlertReceiver(stack.title(topic), "cloudwatch", topic.location, tuple(channels), environment=stack.environment)


def _channel(protocol: Stated[str], endpoint: Stated[str] | None) -> Stated[str]:
    """What a subscription is: products that are known by their host, else the kind of address."""
    host = endpoint.value.lower() if endpoint is not None else ""
    known = next((name for name in ("pagerduty", "opsgenie", "slack") if f"{name}.com" in host), None)
    kind = protocol.value.removesuffix("-json")
    return Stated(known or ("webhook" if kind in ("http", "https") else kind), protocol.location)
