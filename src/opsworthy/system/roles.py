"""What a workload is for: a service, a datastore, a developer's tool, or nothing."""

import re
from functools import cache
from posixpath import basename, dirname

import msgspec

from opsworthy.facts.workloads import Container, ImageBuilt, Workload
from opsworthy.system import engines
from opsworthy.system.data import load
from opsworthy.system.engines import Engine
from opsworthy.system.images import full_name, repository
from opsworthy.text.dataclass import dataclass

_ENDING = frozenset({"Job", "CronJob", "ScaledJob"})
_DEVELOPERS = frozenset({"dev", "devel", "develop", "development", "local", "override"})


class Roles(msgspec.Struct, frozen=True, rename="kebab"):
    """The words of roles.toml."""

    tools: tuple[str, ...]
    sidecars: tuple[str, ...]
    stand_ins: tuple[str, ...]
    web_names: tuple[str, ...]
    api_words: tuple[str, ...]
    worker_words: tuple[str, ...]
    monitors: tuple[str, ...]
    monitor_charts: tuple[str, ...]
    monitor_namespaces: tuple[str, ...]
    migration_names: tuple[str, ...]
    migration_commands: tuple[str, ...]
    idle: tuple[str, ...]
    aside: tuple[str, ...]
    aside_folder_words: tuple[str, ...]
    deploying: tuple[str, ...]
    spare: tuple[str, ...]
    aside_words: tuple[str, ...]
    test_words: tuple[str, ...]
    machine: tuple[str, ...]
    server_words: tuple[str, ...]


@cache
def roles() -> Roles:
    return load("roles.toml", Roles)


@dataclass(frozen=True, slots=True)
class Role:
    """`what` is service, datastore, tool or idle; `engine` is that of a datastore."""

    what: str
    engine: Engine | None = None


def main_container(workload: Workload) -> Container | None:
    """The container that gives the workload its purpose: the one with its name, else the first that is no side-car."""
    running = [container for container in workload.containers if not container.init]
    named = next((container for container in running if container.name == workload.name), None)
    alone = next((container for container in running if not _is_sidecar(container)), None)
    return named or alone or (running[0] if running else None)


def role_of(workload: Workload, built: tuple[ImageBuilt, ...]) -> Role:
    """Judges by the image of the main container or, where it is built here, by what it is built from."""
    container = main_container(workload)
    if workload.platform == "ansible" and (container is None or container.image is None):
        return _installed(workload.name)
    if container is None:
        return Role("service")
    words = tuple(container.command[0].split()) if len(container.command) == 1 else container.command
    if words and words[0] in roles().idle and len(words) == 1:
        return Role("idle")
    if workload.kind not in _ENDING and (engine := _engine(workload, container, built)) and not _calls_client(container, engine):
        return Role("datastore", engine)
    return Role("tool" if is_tool(workload) else "service")


def _installed(name: str) -> Role:
    """What a service of a machine that Ansible starts is for, by its unit's name: an engine of its own name, a part of the
    machine itself, else a service."""
    plain = name.lower().removesuffix(".service").removesuffix("-server")
    engine = engines.of_product(plain) or next((each for each in engines.engines() if plain in each.servers), None)
    if engine is not None:
        return Role("datastore", engine)
    return Role("idle" if plain.partition("@")[0] in roles().machine else "service")


def is_tool(workload: Workload) -> bool:
    """Whether it helps a developer, or looks into another service: by its image or, where that is not built here, its name."""
    container = main_container(workload)
    if container is None:
        return False
    name = repository(container.image.value) if container.image else ""
    unsaid = not name or "$" in name
    return name in roles().tools or (not container.build and unsaid and workload.name.lower() in roles().tools)


def stands_for_a_cloud(workload: Workload) -> bool:
    """Whether it is a stand-in for a cloud's own services on a developer's machine: what it keeps, no file names."""
    container = main_container(workload)
    return container is not None and container.image is not None and repository(container.image.value) in roles().stand_ins


def is_monitor(workload: Workload) -> bool:
    """Whether it watches the system and is no part of it: by an image that is not built here, or by its namespace."""
    container = main_container(workload)
    if container is None or container.build is not None:
        return _chart(workload) in roles().monitor_charts if container is None else False
    if workload.namespace in roles().monitor_namespaces:
        return True
    name = full_name(container.image.value) if container.image else ""
    return any(name == each or name.endswith(f"/{each}") for each in roles().monitors)


def _chart(workload: Workload) -> str | None:
    """The chart of what a controller brings, of which no file here says more."""
    return next((value for label, value in workload.labels if label == "helm.sh/chart"), None)


def is_for_developers(workload: Workload) -> bool:
    """Whether a Compose service only runs where its folder, its file or its environment says that a developer works."""
    words = set(re.split(r"[^a-z0-9]+", workload.location.path.lower()))
    return bool(words & _DEVELOPERS) or (workload.environment or "").lower() in _DEVELOPERS


def changes_database(name: str, command: tuple[str, ...]) -> bool:
    """Whether something of this name and command migrates a database and ends."""
    if _words(name) & set(roles().migration_names):
        return True
    return migrates(" ".join(command))


def migrates(command: str) -> bool:
    """Whether a command line changes the schema of a database."""
    plain = " ".join(re.sub(r"[\"',\[\];&]", " ", command.lower()).split())
    return any(f" {phrase} " in f" {plain} " or f"/{phrase} " in f" {plain} " for phrase in roles().migration_commands)


def _engine(workload: Workload, container: Container, built: tuple[ImageBuilt, ...]) -> Engine | None:
    """By the image, by what a Dockerfile of the image's name is built from, or by a name that is the engine's own."""
    named = repository(container.image.value) if container.image else ""
    if container.image and (engine := engines.of_image(container.image.value)):
        return engine
    for image in built:
        here = image.path == container.build.value if container.build else basename(dirname(image.path)) == named
        if here and image.bases and (engine := engines.of_image(image.bases[-1].value)):
            return engine
    return _named(workload, container, named)


def _named(workload: Workload, container: Container, image: str) -> Engine | None:
    """An engine whose name the workload has and the image bears; or one on whose port it listens, where both say that they
    are databases: `catalogue-db` of `shop/catalogue-db` on 3306."""
    words, of_image = _words(workload.name), _words(image)
    engine = engines.of_product(workload.name)
    if engine is not None and of_image & set(engine.products):
        return engine
    ports = {port.number for port in container.ports}
    return next((each for each in engines.engines() if each.port in ports and _is_database(words, of_image, each)), None)


def _is_database(words: set[str], of_image: set[str], engine: Engine) -> bool:
    marks = {"db", "database", *engine.products}
    return bool(words & marks) and bool(of_image & marks)


def _words(name: str) -> set[str]:
    return set(re.split(r"[^a-z0-9]+", name.lower()))


def _calls_client(container: Container, engine: Engine) -> bool:
    """Whether the command talks to a server and starts none."""
    words = {basename(word.strip("\"'();")) for part in container.command for word in part.split()}
    return bool(words & set(engine.clients)) and not words & {*engine.images, *engine.servers}


def _is_sidecar(container: Container) -> bool:
    return container.image is not None and repository(container.image.value) in roles().sidecars
