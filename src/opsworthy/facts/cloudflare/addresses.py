"""The addresses that reach a Worker."""

from collections.abc import Iterator

from opsworthy.facts.workloads import Ingress
from opsworthy.text.location import Location
from opsworthy.text.node import Node, Scalar, find, items, stated

_MOST = 200


def ingresses(node: Node, name: str, environment: str | None) -> Iterator[Ingress]:
    """One for each route, whose pattern is a host and a path in which stars stand for anything."""
    for pattern, place in _patterns(node):
        host, slash, path = pattern.removeprefix("https://").removeprefix("http://").partition("/")
        shown = f"/{path}".removesuffix("*") if slash else "/"
        if host and "$" not in host:
            yield Ingress(name, host, shown or "/", name, place, tls=True, environment=environment)


def _patterns(node: Node) -> Iterator[tuple[str, Location]]:
    single = find(node, "route")
    for item in (*([single] if single is not None else []), *items(node, "routes")[:_MOST]):
        if isinstance(item, Scalar) and item.text.strip():
            yield item.text.strip(), item.location
        elif (pattern := stated(item, "pattern")) is not None:
            yield pattern.value.strip(), pattern.location
