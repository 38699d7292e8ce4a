"""Datastores that nobody declares here: known because code speaks to them, and named only where one is certain."""

import re
from collections.abc import Iterable, Iterator

from opsworthy.facts.project import ProductUsed, VariableDocumented, VariableRead
from opsworthy.system import engines
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Datastore
from opsworthy.text.location import Location

_SQL = "sql"
_MAIN = ("sql", "document")
"""Families of which a program that has a client keeps its own data there, whatever its settings are called."""
_IN_PROCESS = frozenset({"sqlite", "duckdb"})


def external(known: Known, folders: Folders, groups: tuple[Group, ...], declared: list[str]) -> tuple[Datastore, ...]:
    """Engines that an example address names, the one SQL engine that the code has a client for, and any other engine whose
    client and whose setting stand here. An engine of a family that is declared already is an alternative to it."""
    found = dict(_addressed(known)) | _spoken(known, folders, _setting_words(known, groups))
    chosen: dict[str, tuple[Location, ...]] = {}
    for name, places in found.items():
        if not any(engines.same_family(name, other) for other in (*declared, *chosen)):
            chosen[name] = places
    return tuple(Datastore(name, name, "external", None, None, (), (), places) for name, places in chosen.items())


def _addressed(known: Known) -> Iterator[tuple[str, tuple[Location, ...]]]:
    for documented in known.of(VariableDocumented):
        engine = engines.of_address(documented.default or "")
        if engine is not None:
            yield engine.name, (documented.location,)


def _spoken(known: Known, folders: Folders, words: frozenset[str]) -> dict[str, tuple[Location, ...]]:
    found: dict[str, list[Location]] = {}
    in_process = False
    for used in known.of(ProductUsed):
        if used.kind not in ("datastore", "queue", "saas") or not folders.services_of(used.location.path):
            continue
        in_process = in_process or used.product.lower() in _IN_PROCESS
        engine = engines.of_product(used.product)
        if engine is not None and (engine.family in _MAIN or words & {engine.name, *engine.products, *engine.schemes}):
            found.setdefault(engine.name, []).append(used.location)
    of_sql = [name for name in found if engines.family(name) == _SQL]
    if in_process or len(of_sql) > 1:
        found = {name: places for name, places in found.items() if name not in of_sql}
    return {name: tuple(dict.fromkeys(places)) for name, places in found.items()}


def _setting_words(known: Known, groups: Iterable[Group]) -> frozenset[str]:
    """The words of all names of variables that the code reads, the files document or the containers are given."""
    names = {each.name for each in known.of(VariableRead)} | {each.name for each in known.of(VariableDocumented)}
    containers = (container for group in groups for workload in group.workloads for container in workload.containers)
    names |= {variable.name for container in containers for variable in container.variables}
    return frozenset(word for name in names for word in re.split(r"[^a-z0-9]+", name.lower()))
