"""The managed datastores of a blueprint: Postgres databases and Key Value instances."""

from opsworthy.facts.infrastructure import Resource
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import Node, find, items, stated

_DATABASE = (
    ("plan", "plan"),
    ("version", "postgresMajorVersion"),
    ("region", "region"),
    ("disk", "diskSizeGB"),
    ("database", "databaseName"),
)
_STORE = (("plan", "plan"), ("region", "region"), ("eviction", "maxmemoryPolicy"))


def database(node: Node, name: Stated[str], environment: str | None) -> Resource:
    """A Postgres database; without a plan, Render takes one that costs money."""
    attributes: list[tuple[str, Stated[str] | Unknown]] = [*_attributes(node, _DATABASE)]
    available = stated(node, "highAvailability", "enabled")
    replicas = find(node, "readReplicas")
    if available is not None:
        attributes.append(("high-availability", available))
    if replicas is not None and items(replicas):
        attributes.append(("read-replicas", Stated(str(len(items(replicas))), replicas.location)))
    return _resource("database", "database", "postgresql", node, name, environment, tuple(attributes))


def store(node: Node, name: Stated[str], environment: str | None) -> Resource:
    """A Key Value instance, which speaks Redis."""
    return _resource("keyvalue", "cache", "redis", node, name, environment, _attributes(node, _STORE))


def _resource(
    type_: str,
    kind: str,
    engine: str,
    node: Node,
    name: Stated[str],
    environment: str | None,
    attributes: tuple[tuple[str, Stated[str] | Unknown], ...],
) -> Resource:
    plan = stated(node, "plan")
    return Resource(
        platform="render",
        tool="render",
        type=type_,
        name=name.value,
        address=f"{type_}.{name.value}",
        kind=kind,
        location=name.location,
        engine=engine,
        environment=environment,
        attributes=attributes,
        paid=plan is None or plan.value.strip().lower() != "free",
    )


def _attributes(node: Node, wanted: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Stated[str] | Unknown], ...]:
    return tuple((name, value) for name, key in wanted if (value := stated(node, key)) is not None)
