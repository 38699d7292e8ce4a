"""Workloads of one name become one group, whatever environments and platforms they stand in."""

from dataclasses import replace
from posixpath import basename, dirname

from opsworthy.facts.workloads import DEPLOYED, Workload
from opsworthy.system.counting import Judged
from opsworthy.system.engines import Engine
from opsworthy.system.environment_words import is_production
from opsworthy.system.images import repository
from opsworthy.system.names import key, service_names
from opsworthy.system.platforms import host, primary
from opsworthy.system.roles import is_for_developers, is_tool, main_container
from opsworthy.text.dataclass import dataclass

_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Member:
    """One workload of a group and the environment it stands in."""

    workload: Workload
    environment: str | None


@dataclass(frozen=True)
class Group:
    """What will be one service or datastore: `members` on the primary platform, `local` the Compose services for a
    developer's machine that are the same thing."""

    name: str
    engine: Engine | None
    members: tuple[Member, ...]
    local: tuple[Workload, ...] = ()

    @property
    def workloads(self) -> tuple[Workload, ...]:
        return (*(member.workload for member in self.members), *self.local)

    @property
    def platform(self) -> str:
        return self.members[0].workload.platform if self.members else "compose"


@dataclass(frozen=True)
class Merged:
    """What runs, by groups; `platform` is the one that runs the services."""

    platform: str | None
    services: tuple[Group, ...]
    datastores: tuple[Group, ...]


def merge(judged: list[Judged]) -> Merged:
    """Groups all workloads that count by service and datastore, in the order in which the files name them."""
    platform = _platform(judged)
    if platform == "kubernetes" and _is_partial(judged):
        judged = [(each, role) for each, role in judged if each.platform != "kubernetes"]
        platform = _platform(judged)
    groups = _grouped([(each, role) for each, role in judged if each.platform == platform])
    groups += _beside(judged, groups, platform)
    if platform != "compose":
        local = _grouped([(each, role) for each, role in judged if each.platform == "compose"])
        groups = _with_local(groups, local, platform)
    services = tuple(group for group in groups if group.engine is None)
    return Merged(platform, services, tuple(group for group in groups if group.engine is not None))


def _platform(judged: list[Judged]) -> str | None:
    """The platform of what lasts; of what only runs at times where nothing lasts. A Procfile says what can be started, and a
    Compose file for production where it is."""
    services = {each.platform for each, role in judged if role.what == "service"}
    platforms = _lasting(judged) or services or {each.platform for each, _ in judged}
    if primary(platforms) == "heroku" and any(_is_built_for_users(each) for each, role in judged if role.what == "service"):
        platforms = platforms - {"heroku"}
    return primary(platforms)


def _is_built_for_users(workload: Workload) -> bool:
    live = workload.environment is not None and is_production(workload.environment)
    return workload.platform == "compose" and live and _is_built(workload)


def _lasting(judged: list[Judged]) -> set[str]:
    """The platforms that run more than scheduled tasks."""
    return {each.platform for each, role in judged if role.what == "service" and not _is_scheduled(each)}


def _is_scheduled(workload: Workload) -> bool:
    return workload.schedule is not None or workload.kind in ("cron", "CronJob")


def _beside(judged: list[Judged], groups: list[Group], platform: str | None) -> list[Group]:
    """What platforms run that add to others: functions, pages of a folder that nothing else runs from, the tasks of a
    platform that only runs tasks at times, and what a pipeline's command deploys elsewhere than the several others run."""
    lasting = _lasting(judged)
    names = {key(group.name) for group in groups}
    taken = {folder for group in groups for each in group.workloads if (folder := _source(each)) is not None}
    more = [
        (each, role)
        for each, role in judged
        if each.platform != platform
        and (
            host(each.platform).beside
            or (platform is not None and each.platform in host(platform).with_)
            or (_is_scheduled(each) and each.platform not in lasting)
            or (each.kind == DEPLOYED and len(groups) > 1)
        )
        and key(each.name) not in names
        and _source(each) not in taken
    ]
    return _grouped(more)


def _source(workload: Workload) -> str | None:
    """The folder that a platform builds a workload from; None where its files do not say."""
    container = main_container(workload)
    if container is not None and container.context is not None:
        return "" if container.context.value == "." else container.context.value
    return dirname(workload.location.path) if host(workload.platform).source else None


def _is_partial(judged: list[Judged]) -> bool:
    """Whether the manifests are only pieces: Compose builds more services here, and hardly any of them is in a manifest.
    Then the cluster is served by something that is not read, such as a chart."""
    own = {key(each.name) for each, role in judged if each.platform == "compose" and role.what == "service" and _is_built(each)}
    there = {key(each.name) for each, role in judged if each.platform == "kubernetes" and role.what == "service"}
    return len(own) >= _SEVERAL and len(own) > len(there) and len(own & there) * 3 < len(own)


def _is_built(workload: Workload) -> bool:
    return any(container.build is not None for container in workload.containers)


def _grouped(judged: list[Judged]) -> list[Group]:
    named = service_names(each for each, _ in judged)
    apart = _clashing(judged)
    found: dict[tuple[str, bool], list[Judged]] = {}
    for each, role in judged:
        name = f"{basename(dirname(each.location.path))}-{named[each][0]}" if each in apart else named[each][0]
        found.setdefault((key(name), role.engine is not None), []).append((each, role))
    return [_group(members, named, apart) for members in found.values()]


def _group(members: list[Judged], named: dict[Workload, tuple[str, str | None]], apart: set[Workload]) -> Group:
    first, role = members[0]
    name = f"{basename(dirname(first.location.path))}-{first.name}" if first in apart else named[first][0]
    return Group(name, role.engine, tuple(Member(each, named[each][1]) for each, _ in members))


def _clashing(judged: list[Judged]) -> set[Workload]:
    """Services that only happen to have one name: in Compose files or Procfiles of different folders, with different
    images or builds, and none at the root. The first folder's keeps the name; the others take their folder's before it."""
    by_name: dict[str, dict[str, list[Workload]]] = {}
    for each, role in judged:
        if (each.platform == "compose" or host(each.platform).source) and role.engine is None:
            by_name.setdefault(key(each.name), {}).setdefault(dirname(each.location.path), []).append(each)
    apart: set[Workload] = set()
    for folders in by_name.values():
        nearest = min(folders, key=lambda folder: (folder.count("/") + bool(folder), folder))
        known = {_origin(each) for each in folders[nearest]}
        for folder, here in folders.items():
            if nearest and folder != nearest and not any(_origin(each) in known for each in here):
                apart.update(here)
    return apart


def _origin(workload: Workload) -> str:
    container = main_container(workload)
    if container is None or (host(workload.platform).source and container.image is None):
        return dirname(workload.location.path)
    if container.build is not None:
        return container.build.value
    return repository(container.image.value) if container.image else ""


def _with_local(groups: list[Group], local: list[Group], platform: str | None) -> list[Group]:
    """Joins each Compose group to the one it stands in for; a datastore that only Compose declares is kept, and so is a
    finished image that only Compose runs."""
    joined: dict[int, list[Workload]] = {}
    left: list[Group] = []
    for group in local:
        at = _partner(group, groups, local, platform)
        if at is not None:
            joined.setdefault(at, []).extend(group.workloads)
        elif group.engine is not None or (_stands_alone(group) and key(group.name) not in {key(each.name) for each in groups}):
            left.append(Group(group.name, group.engine, (), group.workloads))
    return [replace(group, local=tuple(joined.get(at, ()))) for at, group in enumerate(groups)] + left


def _stands_alone(group: Group) -> bool:
    """Whether Compose runs something that the other platform's files leave out, and not only for developers: a finished image,
    since what is built here may run there under another name."""
    containers = [main_container(each) for each in group.workloads]
    finished = all(each is not None and each.build is None and each.image is not None for each in containers)
    return finished and not any(is_tool(each) or is_for_developers(each) for each in group.workloads)


def _partner(group: Group, groups: list[Group], local: list[Group], platform: str | None) -> int | None:
    alike = [at for at, other in enumerate(groups) if (other.engine is None) == (group.engine is None)]
    named = [at for at in alike if key(groups[at].name) == key(group.name)]
    if not named:
        named = [at for at in alike if key(groups[at].name).endswith(f"-{key(group.name)}")]
    if len(named) == 1:
        return named[0]
    if group.engine is not None:
        same = [at for at in alike if groups[at].engine is group.engine]
        rivals = [other for other in local if other.engine is group.engine]
        return same[0] if len(same) == 1 and len(rivals) == 1 else None
    if platform is not None and host(platform).source:
        return _web_process(group, groups, local)
    return _same_image(group, groups, alike)


def _same_image(group: Group, groups: list[Group], alike: list[int]) -> int | None:
    mine = {name for each in group.workloads if (name := _image_name(each))}
    found = [at for at in alike if mine & {_image_name(each) for each in groups[at].workloads}]
    return found[0] if len(found) == 1 else None


def _image_name(workload: Workload) -> str:
    container = main_container(workload)
    return repository(container.image.value) if container is not None and container.image else ""


def _web_process(group: Group, groups: list[Group], local: list[Group]) -> int | None:
    """Heroku's `web`, or the only service of its folder elsewhere, is the one Compose service that is built from the folder
    of its file and listens."""
    homes = [(_source(other.workloads[0]) if other.members and other.engine is None else None) for other in groups]
    for at, other in enumerate(groups):
        if homes[at] is None or (not key(other.name).endswith("web") and homes.count(homes[at]) > 1):
            continue
        folder = homes[at] or "."
        built = [each for each in local if each.engine is None and any(_builds(one, folder) for one in each.workloads)]
        listening = [each for each in built if any(c.ports for one in each.workloads for c in one.containers)] or built
        return at if len(listening) == 1 and listening[0] is group else None
    return None


def _builds(workload: Workload, folder: str) -> bool:
    contexts = (container.context.value for container in workload.containers if container.context is not None)
    return any(context == folder for context in contexts)
