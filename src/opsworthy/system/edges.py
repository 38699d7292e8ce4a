"""Edges between services and datastores, one per pair, the strongest reason first."""

from collections.abc import Iterable
from dataclasses import replace

from opsworthy.system import engines
from opsworthy.system.model import Datastore, Edge, Service
from opsworthy.system.reach import CODE, RELEASED, Need


def with_edges(services: tuple[Service, ...], stores: tuple[Datastore, ...], needs: Iterable[Need]) -> tuple[Service, ...]:
    """Every service with what it needs: datastores first, then services, each in the order of the model."""
    told = _consistent(list(needs), services, stores)
    order = {each.name: at for at, each in enumerate((*stores, *services))}
    return tuple(replace(service, depends_on=_edges(service.name, told, order)) for service in services)


def with_users(stores: tuple[Datastore, ...], services: tuple[Service, ...]) -> tuple[Datastore, ...]:
    """Every datastore with the services that need it."""
    return tuple(
        replace(store, used_by=tuple(each.name for each in services if any(edge.name == store.name for edge in each.depends_on)))
        for store in stores
    )


def _edges(source: str, needs: list[Need], order: dict[str, int]) -> tuple[Edge, ...]:
    mine: dict[str, list[Need]] = {}
    for need in needs:
        if need.source == source and need.target != source and need.target in order:
            mine.setdefault(need.target, []).append(need)
    return tuple(_edge(target, mine[target]) for target in sorted(mine, key=lambda target: order[target]))


def _edge(target: str, needs: list[Need]) -> Edge:
    needs = sorted(needs, key=lambda need: need.strength)
    return Edge(target, needs[0].because, tuple(dict.fromkeys(need.location for need in needs)))


def _consistent(needs: list[Need], services: tuple[Service, ...], stores: tuple[Datastore, ...]) -> list[Need]:
    """Adds what follows: a migration that names no database changes that of the service which waits for it."""
    told = list(needs)
    sql = {store.name for store in stores if (engine := engines.by_name(store.engine)) and engine.family in ("sql", "document")}
    for task in services:
        if task.kind != "release-task" or any(need.source == task.name and need.target in sql for need in needs):
            continue
        waiting = {need.source for need in needs if need.target == task.name and need.strength == RELEASED}
        targets = {need.target: need for need in needs if need.source in waiting and need.target in sql}
        if len(targets) == 1:
            target, need = next(iter(targets.items()))
            told.append(Need(task.name, target, CODE, f"{need.source}, which waits for it, needs it", need.location))
    return told
