"""Datastores that nobody declares here: known because code speaks to them, and named only where one is certain."""

import re
from collections.abc import Iterable, Iterator

from opsworthy.facts.project import ProductUsed, SecretDeclared, VariableDocumented, VariableRead
from opsworthy.facts.workloads import ConfigDeclared
from opsworthy.system import engines
from opsworthy.system.connections import connected
from opsworthy.system.engines import Engine
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Datastore
from opsworthy.system.roles import is_monitor, is_tool
from opsworthy.text.location import Location

_SQL = "sql"
CLOUDS_OWN = frozenset({"objects", "key-value"})
_MAIN = ("sql", "document", "key-value")
"""Families of which a program that has a client keeps its own data there, whatever its settings are called."""
_IN_PROCESS = frozenset({"sqlite", "duckdb", "h2", "hsqldb", "derby"})


def external(
    known: Known, folders: Folders, groups: tuple[Group, ...], declared: list[str], hidden: frozenset[str] | None
) -> tuple[Datastore, ...]:
    """Engines that a setting of what runs connects to; also those that an example address names, the one SQL engine that the
    code has a client for, and any other engine whose client and whose setting stand here: of the `hidden` families, or of
    all. An engine of a family that is declared already is an alternative to it."""
    spoken = dict(_addressed(known, folders)) | _spoken(known, folders, _setting_words(known, groups))
    allowed = {name: places for name, places in spoken.items() if hidden is None or engines.family(name) in hidden}
    found = _connected(known, groups) | allowed
    chosen: dict[str, tuple[Location, ...]] = {}
    for name, places in found.items():
        if not any(engines.same_family(name, other) for other in (*declared, *chosen)):
            chosen[name] = places
    return tuple(Datastore(name, name, "external", None, None, (), (), places) for name, places in chosen.items())


def _connected(known: Known, groups: tuple[Group, ...]) -> dict[str, tuple[Location, ...]]:
    """Engines whose server a variable of a container points to by its name: `NATS_URL`, `CLICKHOUSE_HOST`."""
    found: dict[str, list[Location]] = {}
    for name, place in _given(known, groups):
        engine = connected(name)
        if engine is not None:
            found.setdefault(engine, []).append(place)
    return {name: tuple(dict.fromkeys(places)) for name, places in found.items()}


def _given(known: Known, groups: tuple[Group, ...]) -> Iterator[tuple[str, Location]]:
    """The variables that containers of services are given, one by one or with a whole config map or secret."""
    configs = {config.name: config for config in known.of(ConfigDeclared)}
    keys: dict[str, list[SecretDeclared]] = {}
    for secret in known.of(SecretDeclared):
        keys.setdefault(secret.name, []).extend([secret] if secret.key is not None else [])
    for workload in (workload for group in groups if group.engine is None for workload in group.workloads):
        if is_monitor(workload) or is_tool(workload):
            continue
        for container in workload.containers:
            yield from ((each.name, each.location) for each in container.variables if each.value != "")
            for imported in container.imports:
                kind, owner = imported.value
                if kind == "configmap" and owner in configs:
                    yield from ((name, stated.location) for name, stated in configs[owner].keys if stated.value != "")
                if kind == "secret":
                    yield from ((each.key or "", each.location) for each in keys.get(owner, ()))


def _addressed(known: Known, folders: Folders) -> Iterator[tuple[str, tuple[Location, ...]]]:
    for documented in known.of(VariableDocumented):
        engine = engines.of_address(documented.default or "")
        if engine is not None:
            yield engine.name, (documented.location,)
    for read in known.of(VariableRead):
        engine = engines.of_address(read.default or "") or engines.of_address((read.default or "").removeprefix("jdbc:"))
        if engine is not None and folders.services_of(read.location.path):
            yield engine.name, (read.location,)


def _spoken(known: Known, folders: Folders, words: frozenset[str]) -> dict[str, tuple[Location, ...]]:
    found: dict[str, list[Location]] = {}
    in_process = False
    for used in known.of(ProductUsed):
        if used.kind not in ("datastore", "queue", "saas") or not folders.services_of(used.location.path):
            continue
        in_process = in_process or used.product.lower() in _IN_PROCESS
        engine = engines.of_product(used.product)
        if engine is not None and (engine.family in _MAIN or words & _marks(engine)):
            found.setdefault(engine.name, []).append(used.location)
    of_sql = [name for name in found if engines.family(name) == _SQL]
    if in_process or len(of_sql) > 1:
        found = {name: places for name, places in found.items() if name not in of_sql}
    return {name: tuple(dict.fromkeys(places)) for name, places in found.items()}


def _marks(engine: Engine) -> set[str]:
    """Words by which settings speak of an engine."""
    return {engine.name, *engine.products, *engine.schemes, *(("storage",) if engine.family == "objects" else ())}


def _setting_words(known: Known, groups: Iterable[Group]) -> frozenset[str]:
    """The words of all names of variables that the code reads, the files document or the containers are given."""
    names = {each.name for each in known.of(VariableRead)} | {each.name for each in known.of(VariableDocumented)}
    names |= {each.name for each in known.of(SecretDeclared)}
    containers = (container for group in groups for workload in group.workloads for container in workload.containers)
    names |= {variable.name for container in containers for variable in container.variables}
    return frozenset(word for name in names for word in re.split(r"[^a-z0-9]+", name.lower()))
