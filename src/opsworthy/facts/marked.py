"""Resources out of properties, by the marks of their type: what each is, what it is called, and what says its size."""

from opsworthy.facts.infrastructure import BackupDeclared, Resource
from opsworthy.facts.resource_marks import Mark, Path, engine_named, version_named
from opsworthy.facts.view import View
from opsworthy.text.location import Location, Stated, Unknown
from opsworthy.text.node import Sequence
from opsworthy.text.secrecy import carries_credentials, is_secret

_KEEPS = frozenset({"database", "cache", "table", "search", "warehouse", "file-system", "bucket"})
_LONGEST = 300
_NOT_READ = frozenset({"dead_letters"})

Attributes = tuple[tuple[str, Stated[str] | Unknown], ...]


def resource(
    mark: Mark,
    properties: View,
    tool: str,
    type_name: str,
    address: str,
    location: Location,
    count: Stated[int] | Unknown | None = None,
    environment: str | None = None,
    title: str | None = None,
) -> Resource:
    """The resource that a marked type with these properties is; `title` is its name where the properties' own is not meant."""
    name = title or next((named for path in mark.names if (named := reached(properties, path).string())), None)
    said = next((text for path in mark.engine_from if (text := reached(properties, path).stated()) is not None), None)
    engine = engine_named(said.value) if said is not None else None
    attributes = _attributes(mark, properties, said)
    member = mark.kind == "database" and any(key == "cluster" for key, _ in attributes)
    return Resource(
        platform=mark.platform,
        tool=tool,
        type=type_name,
        name=name or address.rpartition("/")[2],
        address=address,
        kind="database-instance" if member else mark.kind,
        location=location,
        engine=engine or (mark.engine if said is None else said.value.lower()),
        environment=environment,
        count=count,
        attributes=attributes,
        paid=mark.paid,
    )


def _attributes(mark: Mark, properties: View, engine: Stated[str] | None) -> Attributes:
    found: list[tuple[str, Stated[str] | Unknown]] = []
    for key, paths in mark.attributes:
        value = next((text for path in paths if (text := reached(properties, path).text()) is not None), None)
        if isinstance(value, Stated) and (len(value.value) > _LONGEST or is_secret(key, value.value)):
            continue
        if value is not None and key not in _NOT_READ:
            found.append((key, value))
    version = version_named(engine.value) if engine is not None else None
    if engine is not None and version is not None and all(key != "version" for key, _ in found):
        found.append(("version", Stated(version, engine.location)))
    return tuple(found)


def reached(properties: View, path: Path) -> View:
    """The value at a path of a mark: a list on the way stands for its first item, and `properties` may be passed over."""
    here = properties
    for step in path:
        if isinstance(here.found, Sequence):
            here = here.at(0)
        below = here.at(step)
        here = below if below.found is not None else here.at("properties", step)
    return here


def backup_of(told: Resource) -> BackupDeclared | None:
    """The backup that a store's own settings turn on: days of retention, or recovery to a point in time."""
    if told.kind not in _KEEPS:
        return None
    said = dict(told.attributes)
    retention, recovery = said.get("retention"), said.get("recovery")
    if isinstance(retention, Stated) and retention.value.isdigit() and int(retention.value[:9]) > 0:
        days = Stated(f"{retention.value} day{'' if retention.value == '1' else 's'}", retention.location)
        return BackupDeclared(told.name, told.tool, told.location, told.name, retention=days, environment=told.environment)
    if isinstance(recovery, Stated) and recovery.value.lower() in ("true", "enabled"):
        return BackupDeclared(told.name, told.tool, told.location, told.name, environment=told.environment)
    return None


def is_harmless(text: str) -> bool:
    """Whether a text may be kept in a fact as it is."""
    return len(text) <= _LONGEST and not carries_credentials(text)
