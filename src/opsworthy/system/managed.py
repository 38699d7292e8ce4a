"""Datastores that a cloud or an operator is told to make: databases, caches, queues, topics, buckets."""

import re
from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.infrastructure import Resource
from opsworthy.system.environments import Environments
from opsworthy.system.known import Known
from opsworthy.system.model import Datastore, Placement
from opsworthy.text.location import Stated, Unknown

_KINDS = frozenset({"database", "cache", "queue", "topic", "stream", "bucket", "search", "table", "warehouse", "file-system"})
_BROKERS = frozenset({"kafka", "rabbitmq", "nats"})
_TOOLS = frozenset({"artifact", "artifacts", "logs", "logging", "tfstate", "state", "deployment"})
"""Words of the names of buckets that hold what pipelines and audits leave."""
_SIZES = ("size", "plan")
_VERSIONS = ("version",)


def managed(known: Known, environments: Environments) -> tuple[Datastore, ...]:
    """One datastore for each resource that keeps data, whatever environments it stands in; those of which no file lets one
    exist are none."""
    found: dict[tuple[str, str, str], list[Resource]] = {}
    for each in known.of(Resource):
        if each.kind in _KINDS and each.engine is not None and not _is_absent(each) and not _is_part(each):
            found.setdefault(_identity(each), []).append(each)
    return tuple(_distinct([_datastore(told, environments) for told in found.values()]))


def _identity(resource: Resource) -> tuple[str, str, str]:
    """What is one datastore: an address; on a machine, where packages, users and databases are set up one by one, an engine."""
    if resource.tool == "ansible":
        return resource.tool, "", resource.engine or ""
    return "terraform" if resource.tool.startswith("terraform") else resource.tool, resource.type, resource.address


def _is_part(resource: Resource) -> bool:
    """A topic within a broker that stands for itself, or a store that only tools of the deployment use."""
    words = set(re.split(r"[^a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", f"{resource.name} {resource.address}").lower()))
    return (resource.kind == "topic" and resource.engine in _BROKERS) or (resource.kind == "bucket" and bool(words & _TOOLS))


def _is_absent(resource: Resource) -> bool:
    return isinstance(resource.count, Stated) and resource.count.value == 0


def _datastore(told: list[Resource], environments: Environments) -> Datastore:
    first = next((each for each in told if each.tool == "terraform-plan"), told[0])
    order = environments.order()
    places: dict[str | None, Resource] = {}
    for each in told:
        for place in (environments.resolve(each.environment),) if each.environment else (environments.shared() or (None,)):
            places.setdefault(place, each)
    ordered = sorted(places, key=lambda place: order.get(place, len(order)))
    return Datastore(
        name=first.name,
        engine=first.engine or "",
        platform=first.platform,
        version=_said(first, _VERSIONS),
        plan=_said(first, _SIZES),
        placements=tuple(_placement(places[place], place) for place in ordered),
        used_by=(),
        locations=tuple(dict.fromkeys(each.location for each in told)),
    )


def _placement(each: Resource, environment: str | None) -> Placement:
    size = next((value for name, value in each.attributes if name in _SIZES and isinstance(value, Stated)), None)
    return Placement(
        environment=environment, platform=each.platform, kind=each.type, workload=each.address, namespace=None,
        replicas=each.count if isinstance(each.count, Stated | Unknown) else Stated(1, each.location), autoscaling=None,
        image=None, resources=None, selector=(), volumes=(), locations=(each.location,), size=size,
    )  # fmt: skip


def _said(resource: Resource, names: tuple[str, ...]) -> str | None:
    return next((value.value for name, value in resource.attributes if name in names and isinstance(value, Stated)), None)


def _distinct(stores: list[Datastore]) -> Iterator[Datastore]:
    """Two of one name are told apart by their engine, and by their address where that is the same too."""
    names = [store.name for store in stores]
    engines = [(store.name, store.engine) for store in stores]
    for store in stores:
        if names.count(store.name) == 1:
            yield store
        elif engines.count((store.name, store.engine)) == 1:
            yield replace(store, name=f"{store.name}-{store.engine}")
        else:
            yield replace(store, name=store.placements[0].workload if store.placements else store.name)
