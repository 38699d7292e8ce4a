"""Edges between services and datastores, one per pair, the strongest reason first."""

from collections.abc import Iterable
from dataclasses import replace

from opsworthy.system import engines
from opsworthy.system.model import Datastore, Edge, Service
from opsworthy.system.reach import CODE, RELEASED, SETTING, STARTED, Need
from opsworthy.system.roles import changes_database


def with_edges(services: tuple[Service, ...], stores: tuple[Datastore, ...], needs: Iterable[Need]) -> tuple[Service, ...]:
    """Every service with what it needs: datastores first, then services, each in the order of the model."""
    told = _consistent(_told_apart(list(needs)), services, stores)
    order = {name: at for at, name in enumerate([*(store.name for store in stores), *(service.name for service in services)])}
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


def _told_apart(needs: list[Need]) -> list[Need]:
    """Of services that run the same source, those that are told where a store stands are the ones that use it: where any is
    told, that the source could speak to it says nothing about the others."""
    told = {(need.source, need.target) for need in needs if need.strength == SETTING}
    sharing: dict[tuple[str, object], set[str]] = {}
    for need in needs:
        if need.strength == CODE:
            sharing.setdefault((need.target, need.location), set()).add(need.source)
    return [
        need
        for need in needs
        if need.strength != CODE
        or (need.source, need.target) in told
        or not any((other, need.target) in told for other in sharing[need.target, need.location])
    ]


def _consistent(needs: list[Need], services: tuple[Service, ...], stores: tuple[Datastore, ...]) -> list[Need]:
    """What follows for migrations: one needs its database and nothing else, whatever settings it shares with its service;
    one that names no database changes that of the service which waits for it."""
    databases = {store.name for store in stores if engines.family(store.engine) in ("sql", "document")}
    commands = {each.name: each.containers[0].command for each in services if each.containers}
    changing = {name for name, command in commands.items() if changes_database(name, command)}
    tasks = [service for service in services if service.kind == "release-task"]
    migrating = {task.name for task in tasks if any(need.source == task.name and need.target in databases for need in needs)}
    told = [need for need in needs if need.source not in migrating or need.target in databases or need.strength == STARTED]
    for task in tasks:
        if task.name in migrating:
            continue
        if len(databases) == 1 and task.name in changing:
            says = "its command changes the schema of a database"
            told.append(Need(task.name, next(iter(databases)), CODE, says, task.locations[0]))
            continue
        waiting = {need.source for need in needs if need.target == task.name and need.strength == RELEASED}
        targets = {need.target: need for need in needs if need.source in waiting and need.target in databases}
        if len(targets) == 1:
            target, need = next(iter(targets.items()))
            told.append(Need(task.name, target, CODE, f"{need.source}, which waits for it, needs it", need.location))
    return told
