"""Several systems in one repository: what is defined apart, in folders of its own, and needs nothing of the others."""

from collections.abc import Iterable
from posixpath import dirname

from opsworthy.system.merging import Group
from opsworthy.system.model import Datastore, Part, Service

_TOGETHER = frozenset({"kubernetes", "docker"})
"""Platforms whose manifests of one system are often spread over folders."""


def parts_of(services: tuple[Service, ...], stores: tuple[Datastore, ...], groups: tuple[Group, ...]) -> tuple[Part, ...]:
    """The systems, by folder, where there is more than one; none where a definition at the root binds all together."""
    homes = {group.name: _home(group) for group in groups}
    owners = [*(each.name for each in services), *(each.name for each in stores)]
    named = [name for name in owners if homes.get(name) is not None]
    joined = _Joined(named)
    first: dict[str | None, str] = {}
    for name in named:
        joined.join(first.setdefault(homes[name], name), name)
    for service in services:
        for edge in service.depends_on:
            joined.join(service.name, edge.name)
    parts = [part for members in joined.sets() if (part := _part(members, homes, services, stores)).services]
    roots = {part.folder for part in parts}
    return tuple(sorted(parts, key=lambda part: part.folder)) if len(parts) > 1 and not roots & {"", "*"} else ()


def _home(group: Group) -> str | None:
    """The folder that defines a group; `*` for those of a platform whose files belong together wherever they stand."""
    if not group.members:
        return dirname(group.local[0].location.path) if group.local else None
    workload = group.members[0].workload
    return "*" if workload.platform in _TOGETHER else dirname(workload.location.path)


def _part(members: set[str], homes: dict[str, str | None], services: Iterable[Service], stores: Iterable[Datastore]) -> Part:
    running = tuple(each.name for each in services if each.name in members)
    folder = min((homes[name] or "" for name in running), key=lambda path: (path.count("/"), path), default="")
    return Part(
        name=folder.rpartition("/")[2] or folder,
        folder=folder,
        services=running,
        datastores=tuple(each.name for each in stores if each.name in members),
    )


class _Joined:
    """Names in sets that grow together."""

    def __init__(self, names: Iterable[str]) -> None:
        self._of = {name: {name} for name in names}

    def join(self, one: str, other: str) -> None:
        if one in self._of and other in self._of and self._of[one] is not self._of[other]:
            fewer, more = sorted((self._of[one], self._of[other]), key=len)
            more |= fewer
            for name in fewer:
                self._of[name] = more

    def sets(self) -> list[set[str]]:
        return list({id(members): members for members in self._of.values()}.values())
