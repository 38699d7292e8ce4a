"""Which datastore a variable's name means: `DATABASE_URL`, `REDIS_HOST`, `MONGODB_URI`."""

import re
from collections.abc import Iterable, Iterator

from opsworthy.facts.project import SecretDeclared, VariableRead
from opsworthy.system import engines
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Datastore
from opsworthy.system.reach import CODE, SETTING, Need
from opsworthy.text.location import Location

_ENDINGS = frozenset({"url", "uri", "dsn", "host", "hostname", "addr", "address", "server", "servers", "brokers", "hosts"})
_ANY_DATABASE = frozenset({"database", "db", "sql", "jdbc", "datasource"})


def connections(known: Known, folders: Folders, groups: Iterable[Group], stores: tuple[Datastore, ...]) -> Iterator[Need]:
    """Who is told where a datastore stands, where the name leaves only one that could be meant."""
    for source, name, strength, place in _named(known, folders, groups):
        meant = meant_by(name, stores)
        if len(meant) == 1:
            says = f"`{name}` connects it" if strength == SETTING else f"its code reads `{name}`"
            yield Need(source, meant[0].name, strength, says, place)


def meant_by(name: str, stores: tuple[Datastore, ...]) -> tuple[Datastore, ...]:
    """The datastores that the name of a variable could mean."""
    words = re.split(r"[^a-z0-9]+", name.lower())
    if len(words) < 2 or words[-1] not in _ENDINGS:
        return ()
    named = {engine.name for word in words[:-1] if (engine := engines.of_product(word) or engines.of_address(f"{word}://"))}
    if named:
        alike = {other for name in named for other in (name, *engines.speaking(name))}
        return tuple(store for store in stores if store.engine in alike)
    if set(words[:-1]) & _ANY_DATABASE:
        databases = tuple(store for store in stores if engines.family(store.engine) in ("sql", "document"))
        own = tuple(store for store in databases if set(re.split(r"[^a-z0-9]+", store.name.lower())) <= set(words))
        return own or databases
    return ()


def connected(name: str) -> str | None:
    """The one engine that the name of a variable connects: `NATS_URL` is nats, `S3_BUCKET_NAME` s3; None of `DATABASE_URL`,
    which says no engine."""
    words = [word for word in re.split(r"[^a-z0-9]+", name.lower()) if word]
    if "bucket" in words[-2:]:
        cloud = {"gcs": "gcs", "gcp": "gcs", "google": "gcs", "minio": "minio"}
        return next((cloud[word] for word in words if word in cloud), "s3" if {"s3", "aws"} & set(words) else None)
    if len(words) < 2 or words[-1] not in _ENDINGS:
        return None
    named = {engine.name for word in words[:-1] if (engine := engines.of_product(word) or engines.of_address(f"{word}://"))}
    return named.pop() if len(named) == 1 else None


def _named(known: Known, folders: Folders, groups: Iterable[Group]) -> Iterator[tuple[str, str, int, Location]]:
    """Variables that a container takes from elsewhere, alone or with a whole secret, and those that code reads."""
    keys: dict[str, dict[str, None]] = {}
    for secret in known.of(SecretDeclared):
        if secret.key is not None:
            keys.setdefault(secret.name, {})[secret.key] = None
    for group in groups:
        for workload in group.workloads:
            for container in workload.containers:
                for variable in container.variables:
                    if variable.value is None:
                        yield group.name, variable.name, SETTING, variable.location
                for imported in container.imports:
                    for name in keys.get(imported.value[1], ()) if imported.value[0] == "secret" else ():
                        yield group.name, name, SETTING, imported.location
    for read in known.of(VariableRead):
        for service in folders.services_of(read.location.path):
            yield service, read.name, CODE, read.location
