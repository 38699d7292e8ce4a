"""Ways in from outside that are no Ingress: OpenShift, Gateway API, Istio, Traefik, Contour."""

import re
from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.workloads import Ingress
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Node, Scalar, find, items, stated, string
from opsworthy.text.regex import regex

_HOST = regex(r"Host\(([^()]{1,500})\)")
_PATH = regex(r"Path(?:Prefix)?\(([^()]{1,500})\)")
_QUOTED = regex(r"[`\"']([^`\"']{1,253})[`\"']")
_MOST = 500


def read_openshift(found: Object, setting: Setting) -> Iterator[Told]:
    """A Route; one without a host is given one by the cluster."""
    service, host = string(found.spec, "to", "name"), stated(found.spec, "host")
    if service:
        where = host.location if host else found.location
        port = string(found.spec, "port", "targetPort")
        tls = find(found.spec, "tls") is not None
        path = string(found.spec, "path") or "/"
        yield _way(found, setting, host.value if host else None, path, service, where, port, tls)


def read_gateway(found: Object, setting: Setting) -> Iterator[Told]:
    """HTTPRoute and GRPCRoute: each host with each path, to the first service of its rule."""
    hosts: list[tuple[str | None, Location]] = [(each.value, each.location) for each in _stated(found.spec, "hostnames")]
    for rule in items(found.spec, "rules")[:_MOST]:
        backend = next((each for each in items(rule, "backendRefs") if string(each, "kind") in (None, "Service")), None)
        service = string(backend, "name")
        if backend is None or not service:
            continue
        paths = [path for match in items(rule, "matches") if (path := string(match, "path", "value"))] or ["/"]
        for name, where in hosts or [(None, backend.location)]:
            for path in paths:
                yield _way(found, setting, name, path, service, where, string(backend, "port"))


def read_istio(found: Object, setting: Setting) -> Iterator[Told]:
    """A VirtualService that a gateway takes in; one for the mesh alone lets nobody in."""
    gateways = {each.value for each in _stated(found.spec, "gateways")} - {"mesh"}
    if not gateways:
        return
    for rule in items(found.spec, "http")[:_MOST]:
        destination = find(rule, "route", 0, "destination")
        service = string(destination, "host")
        if service is None:
            continue
        matches = [find(match, "uri") for match in items(rule, "match")]
        paths = [path for uri in matches if (path := string(uri, "prefix") or string(uri, "exact"))] or ["/"]
        for host in _stated(found.spec, "hosts"):
            for path in paths:
                name, where = (None, rule.location) if host.value == "*" else (host.value, host.location)
                port = string(destination, "port", "number")
                yield _way(found, setting, name, path, service.partition(".")[0], where, port)


def read_traefik(found: Object, setting: Setting) -> Iterator[Told]:
    """An IngressRoute: hosts and paths as its matching rules name them."""
    tls = find(found.spec, "tls") is not None
    for route in items(found.spec, "routes")[:_MOST]:
        match, service = stated(route, "match"), string(route, "services", 0, "name")
        if match is None or not service or string(route, "services", 0, "kind") == "TraefikService":
            continue
        hosts: list[str | None] = [*_quoted(_HOST, match.value)]
        for host in hosts or [None]:
            for path in _quoted(_PATH, match.value) or ["/"]:
                port = string(route, "services", 0, "port")
                yield _way(found, setting, host, path, service, match.location, port, tls)


def read_contour(found: Object, setting: Setting) -> Iterator[Told]:
    """An HTTPProxy that has a host of its own."""
    host = stated(found.spec, "virtualhost", "fqdn")
    tls = find(found.spec, "virtualhost", "tls") is not None
    for route in items(found.spec, "routes")[:_MOST] if host is not None else ():
        service = string(route, "services", 0, "name")
        path = string(route, "conditions", 0, "prefix") or "/"
        if service and host is not None:
            yield _way(found, setting, host.value, path, service, host.location, string(route, "services", 0, "port"), tls)


def _way(
    found: Object,
    setting: Setting,
    host: str | None,
    path: str,
    service: str,
    where: Location,
    port: str | None = None,
    tls: bool = False,
) -> Ingress:
    return Ingress(found.name, host, path, service, where, port, tls, setting.environment, found.namespace)


def _stated(node: Node | None, key: str) -> list[Stated[str]]:
    return [Stated(each.text, each.location) for each in items(node, key)[:_MOST] if isinstance(each, Scalar) and each.text]


def _quoted(rule: re.Pattern[str], written: str) -> list[str]:
    return [name for match in rule.finditer(written[:5000]) for name in _QUOTED.findall(match.group(1))]
