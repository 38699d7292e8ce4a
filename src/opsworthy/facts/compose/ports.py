"""The ports of a Compose service, in the short and the long form."""

from collections.abc import Iterator

from opsworthy.facts.compose.merging import listed, pairs
from opsworthy.facts.compose.variables import Context
from opsworthy.facts.ports import numbers
from opsworthy.facts.workloads import Port
from opsworthy.text.node import Mapping, Node, Scalar, find, string
from opsworthy.text.regex import regex

_ROUTED = regex(r"traefik\.(?:http|tcp|udp)\.services\.[^=]{1,300}\.loadbalancer\.server\.port")


def ports(service: Node, context: Context) -> Iterator[Port]:
    """What is published and, after it, what is only exposed or told to Traefik; `target` is the published port."""
    seen: set[tuple[int, str]] = set()
    for item in (*listed(service, "ports"), *listed(service, "expose")):
        for port in _long_port(item, context) if isinstance(item, Mapping) else _short_ports(item, context):
            if (port.number, port.protocol) not in seen:
                seen.add((port.number, port.protocol))
                yield port
    for port in _routed(service, context):
        if (port.number, port.protocol) not in seen:
            seen.add((port.number, port.protocol))
            yield port


def _routed(service: Node, context: Context) -> Iterator[Port]:
    """The ports that labels name to Traefik, which reaches the container inside the network."""
    for labels in (find(service, "labels"), find(service, "deploy", "labels")):
        for label in pairs(labels):
            if _ROUTED.fullmatch(label.key.strip()) and isinstance(label.value, Scalar):
                for number in numbers(context.expand(label.value.text).text):
                    yield Port(number, label.location)


def _long_port(item: Mapping, context: Context) -> Iterator[Port]:
    published, protocol = string(item, "published"), string(item, "protocol") or "tcp"
    for number in numbers(context.expand(string(item, "target") or "").text):
        target = context.expand(published).text if published else None
        yield Port(number, item.location, string(item, "name"), protocol.upper(), target)


def _short_ports(item: Node, context: Context) -> Iterator[Port]:
    """`[[address:]published:]container[/protocol]`, each side a port or a range of equal length."""
    if not isinstance(item, Scalar):
        return
    span, _, protocol = context.expand(item.text).text.partition("/")
    outside, _, inside = span.rpartition(":")
    published = outside.rpartition(":")[2] if not outside.endswith("]") else ""
    if outside.count(":") > 1 and not outside.startswith("["):
        return
    container, host = numbers(inside), numbers(published)
    for index, number in enumerate(container):
        target = str(host[index]) if len(host) == len(container) else published or None
        yield Port(number, item.location, None, (protocol or "tcp").upper(), target)
