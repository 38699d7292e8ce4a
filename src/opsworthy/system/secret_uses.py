"""Where secrets are mentioned: the drafts that the secrets of the model are made from."""

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from opsworthy.facts.workloads import Workload
from opsworthy.system.merging import Group
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.secrecy import is_secret_name


@dataclass(slots=True)
class Draft:
    """One secret while it is being put together; `stores` are all places that claim to keep it;
    `is_read` where source code reads it."""

    names: list[str] = field(default_factory=list)
    stores: set[str] = field(default_factory=set)
    remotes: list[tuple[str | None, str]] = field(default_factory=list)
    store_names: list[str] = field(default_factory=list)
    environments: list[str | None] = field(default_factory=list)
    used_by: list[str] = field(default_factory=list)
    clear_at: list[Location] = field(default_factory=list)
    is_read: bool = False
    locations: list[Location] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Use:
    """A container takes a secret: from an object and key, a whole object (`key` None), or by a variable's own name.
    `maybe` where the object is a config map, of which only the keys that are declared as secrets count; `store` where the
    platform itself keeps them."""

    group: str
    environment: str | None
    object: str | None
    key: str | None
    variable: str | None
    location: Location
    maybe: bool = False
    store: str = ""


# What keeps the secrets that a workload takes by name; elsewhere only their own declarations say it.
_STORES = {"kubernetes": "kubernetes", "kamal": "kamal"}


def uses(groups: Iterable[Group]) -> Iterator[Use]:
    """Every place where a container takes a secret."""
    for group in groups:
        for member in group.members:
            yield from _workload(group.name, member.workload, member.environment)
        for workload in group.local:
            yield from _workload(group.name, workload, None)


def env_files(groups: Iterable[Group]) -> dict[str, tuple[str, ...]]:
    """The groups that take an environment file which is not in the repository, by the folder where it belongs."""
    found: dict[str, list[str]] = {}
    for group in groups:
        for workload in group.workloads:
            for imported in (each for container in workload.containers for each in container.imports):
                if imported.value[0] == "env_file":
                    found.setdefault(imported.value[1].rpartition("/")[0], []).append(group.name)
    return {folder: tuple(dict.fromkeys(names)) for folder, names in found.items()}


def _workload(group: str, workload: Workload, environment: str | None) -> Iterator[Use]:
    """A platform without objects is given variables by their own names."""
    store = _STORES.get(workload.platform, "")
    for use in _taken(group, workload, environment):
        alone = workload.platform == "kamal" and use.object is not None
        yield (
            replace(use, store=store, object=None, key=None, variable=use.object or use.variable)
            if alone
            else replace(use, store=store)
        )


def _taken(group: str, workload: Workload, environment: str | None) -> Iterator[Use]:
    for container in workload.containers:
        for variable in container.variables:
            kind, owner, entry = variable.source or ("", "", "")
            if kind == "secret":
                yield Use(group, environment, owner, entry or None, variable.name, variable.location)
            elif kind == "configmap" and entry:
                yield Use(group, environment, owner, entry, variable.name, variable.location, maybe=True)
            elif kind == "host" and (is_secret_name(variable.name) or is_secret_name(owner)):
                yield Use(group, environment, None, None, owner or variable.name, variable.location)
            elif variable.value is None and not kind and is_secret_name(variable.name):
                yield Use(group, environment, None, None, variable.name, variable.location)
        for imported in container.imports:
            kind, owner = imported.value
            if kind == "secret" and workload.platform == "compose":
                yield Use(group, environment, None, None, owner, imported.location)
            elif kind in ("secret", "configmap"):
                yield Use(group, environment, owner, None, None, imported.location, maybe=kind == "configmap")
        for mounted in container.mounts if workload.platform == "kubernetes" else ():
            kind, owner = mounted.value
            if kind in ("secret", "configmap"):
                yield Use(group, environment, owner, None, None, mounted.location, maybe=kind == "configmap")
