"""How pods are reached: Services, Ingresses, NetworkPolicies."""

from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes.objects import Object, number_place, pairs, place
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.workloads import Ingress, NetworkRule, NetworkService, Pairs, Port
from opsworthy.text.location import Location
from opsworthy.text.node import Node, Scalar, find, integer, items, string


def read_service(found: Object, setting: Setting) -> Iterator[Told]:
    yield NetworkService(
        found.name,
        found.location,
        environment=setting.environment,
        namespace=found.namespace,
        selector=pairs(found.spec, "selector"),
        ports=tuple(port for item in items(found.spec, "ports") if (port := _port(item)) is not None),
        type=string(found.spec, "type") or "ClusterIP",
    )


def _port(item: Node) -> Port | None:
    number = integer(item, "port")
    if number is None:
        return None
    patched = find(item, "targetPort")
    where = number_place(item, find(item, "port"))
    where = place(item, patched) if where == item.location else where
    return Port(number, where, string(item, "name"), string(item, "protocol") or "TCP", string(item, "targetPort"))


def read_ingress(found: Object, setting: Setting) -> Iterator[Told]:
    """One fact for each host and path; it stands where the host is stated, since that is what environments change."""
    default = find(found.spec, "defaultBackend") or find(found.spec, "backend")
    if default is not None:
        yield from _way(found, setting, default, None, "/", default.location)
    for rule in items(found.spec, "rules"):
        host = find(rule, "host")
        for path in items(rule, "http", "paths"):
            backend = find(path, "backend")
            if backend is not None:
                where = host.location if host and string(host) else path.location
                yield from _way(found, setting, backend, string(rule, "host"), string(path, "path") or "/", where)


def _way(found: Object, setting: Setting, backend: Node, host: str | None, path: str, where: Location) -> Iterator[Ingress]:
    service = string(backend, "service", "name") or string(backend, "serviceName")
    if not service:
        return
    port = find(backend, "service", "port")
    number = string(port, "number") or string(port, "name") or string(backend, "servicePort")
    yield Ingress(found.name, host, path, service, where, number, _encrypted(found, host), setting.environment, found.namespace)


def _encrypted(found: Object, host: str | None) -> bool:
    """Whether a TLS entry covers a host; an entry without hosts covers all."""
    for entry in items(found.spec, "tls"):
        hosts = {item.text for item in items(entry, "hosts") if isinstance(item, Scalar)}
        wildcard = f"*.{host.partition('.')[2]}" if host else None
        if not hosts or host in hosts or wildcard in hosts:
            return True
    return False


def read_policy(found: Object, setting: Setting) -> Iterator[Told]:
    """A policy as seen by whoever wants in; one that governs only what goes out denies nobody."""
    types = {item.text for item in items(found.spec, "policyTypes") if isinstance(item, Scalar)} or {"Ingress"}
    rules = items(found.spec, "ingress")
    open_to_all = any(not items(rule, "from") for rule in rules)
    yield NetworkRule(
        found.name,
        pairs(found.spec, "podSelector", "matchLabels"),
        found.location,
        allows_from=tuple(_peer(peer) for rule in rules for peer in items(rule, "from")),
        denies_rest="Ingress" in types and not open_to_all,
        environment=setting.environment,
        namespace=found.namespace,
    )


def _peer(peer: Node) -> Pairs:
    """The labels that a peer must have, its namespace's first; an address range as ("cidr", range)."""
    block = string(peer, "ipBlock", "cidr")
    labels = (*pairs(peer, "namespaceSelector", "matchLabels"), *pairs(peer, "podSelector", "matchLabels"))
    return (("cidr", block),) if block else labels
