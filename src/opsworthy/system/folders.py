"""Which folder holds the source of which service, and which service a file belongs to."""

from collections.abc import Iterable, Mapping
from posixpath import basename, dirname, normpath

from opsworthy.facts.project import PackageDeclared
from opsworthy.facts.workloads import ImageBuilt, Workload
from opsworthy.system.images import repository
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.names import key
from opsworthy.system.platforms import host
from opsworthy.system.roles import main_container

ROOT = "."


class Folders:
    """The folder of each service, by name; ROOT is the repository itself."""

    def __init__(self, by_service: Mapping[str, str | None], preferred: Iterable[str]) -> None:
        self._by_service = dict(by_service)
        self._preferred = tuple(preferred)
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, service: str) -> str | None:
        return self._by_service.get(service)

    def services_of(self, path: str) -> tuple[str, ...]:
        """The services whose folder holds a file, those of the deepest folder only; a single service without a known
        folder owns what no other does."""
        folder = path.rpartition("/")[0]
        if folder not in self._known:
            self._known[folder] = self._owners(path)
        return self._known[folder]

    def _owners(self, path: str) -> tuple[str, ...]:
        holding = {name: folder for name, folder in self._by_service.items() if folder is not None and _holds(folder, path)}
        depths = {name: _depth(folder) for name, folder in holding.items()}
        if depths:
            deepest = max(depths.values())
            return tuple(name for name in self._preferred if depths.get(name) == deepest)
        homeless = [name for name in self._preferred if self._by_service.get(name) is None]
        return tuple(homeless) if len(self._by_service) == len(homeless) == 1 else ()

    def service_of(self, path: str) -> str | None:
        """The one service that answers for a file: the first that serves requests, where several share a folder."""
        return next(iter(self.services_of(path)), None)


def folder_of(group: Group, known: Known, alone: bool, project: str) -> str | None:
    """Where a group's source stands, by the strongest sign: a build, a Procfile, a Dockerfile's or a manifest's folder of
    the same name; the root where the image has the project's name, or `alone` where nothing else could be meant."""
    for workload in group.workloads:
        built = _build_folder(workload)
        if built is not None:
            return built
    told = next((folder for each in group.workloads if (folder := _told_folder(each)) is not None), None)
    if told is not None:
        return told
    if host(group.platform).source and group.members:
        return dirname(group.members[0].workload.location.path) or ROOT
    names = _names(group)
    homes = [dirname(image.path) for image in known.of(ImageBuilt)]
    homes += [dirname(package.path) for package in known.of(PackageDeclared)]
    found = next((home for name in names for folder in homes if (home := _named(folder, name)) is not None), None)
    own = key(project) in {key(image) for image in _images(group)}
    return found or (ROOT if (alone or own) and "" in homes else None)


def _build_folder(workload: Workload) -> str | None:
    """The folder that an image is built from. Where that is the root, the Dockerfile's own folder is the better answer if
    it has the service's name."""
    container = main_container(workload)
    if container is None or container.build is None or "$" in container.build.value or "://" in container.build.value:
        return None
    beside = dirname(container.build.value)
    context = normpath(container.context.value) if container.context else beside or ROOT
    if context != ROOT:
        return context
    named = _named(beside, key(workload.name)) if beside else None
    return named or ROOT


def _told_folder(workload: Workload) -> str | None:
    """The folder that a platform is told to take the source from, where no image is named."""
    container = main_container(workload)
    if container is None or container.context is None or container.image is not None or "$" in container.context.value:
        return None
    return normpath(container.context.value)


def with_shared(by_service: Mapping[str, str | None], groups: Iterable[Group]) -> dict[str, str | None]:
    """Services without a folder of their own have that of the service whose image they run."""
    images = {group.name: _images(group) for group in groups}
    homes = {image: folder for name, folder in by_service.items() if folder is not None for image in images[name]}
    shared = {name: next((homes[image] for image in images[name] if image in homes), None) for name in by_service}
    return {name: folder if folder is not None else shared[name] for name, folder in by_service.items()}


def _images(group: Group) -> tuple[str, ...]:
    containers = (container for each in group.workloads if (container := main_container(each)))
    return tuple(dict.fromkeys(repository(container.image.value) for container in containers if container.image))


def _names(group: Group) -> tuple[str, ...]:
    """Names that a folder could have: the last segment of the image, then the name of the group, at last without the word
    that says that it is a service."""
    name = key(group.name)
    bare = name.removesuffix("service").rstrip("-")
    return tuple(dict.fromkeys([*(key(image) for image in _images(group)), name, *([bare] if bare else [])]))


def _named(folder: str, name: str) -> str | None:
    """The part of a folder's path that ends with a segment of this name."""
    segments = folder.split("/") if folder else []
    at = next((at for at in range(len(segments) - 1, -1, -1) if key(segments[at]) == name), None)
    return "/".join(segments[: at + 1]) if at is not None and name else None


def image_of(group: Group, folder: str | None, known: Known) -> ImageBuilt | None:
    """The Dockerfile that a build names; else the one of the service's folder: in it, or the only one below it. Heroku
    builds by buildpack unless it is told of one."""
    named = {container.build.value for each in group.workloads if (container := main_container(each)) and container.build}
    found = next((image for image in known.of(ImageBuilt) if image.path in named), None)
    if found is not None or folder is None or (host(group.platform).source and group.platform != "kamal"):
        return found
    here = [image for image in known.of(ImageBuilt) if (dirname(image.path) or ROOT) == folder]
    plain = [image for image in here if basename(image.path).lower() == "dockerfile"]
    if plain or here:
        return (plain or here)[0]
    below = [image for image in known.of(ImageBuilt) if folder != ROOT and image.path.startswith(f"{folder}/")]
    return below[0] if len(below) == 1 else None


def _holds(folder: str, path: str) -> bool:
    return folder == ROOT or path.startswith(f"{folder}/")


def _depth(folder: str) -> int:
    return 0 if folder == ROOT else folder.count("/") + 1
