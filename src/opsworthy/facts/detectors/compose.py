"""Compose files: services, their environments and secrets."""

from collections.abc import Iterator

from opsworthy.facts.compose.projects import Project, holds_services, is_compose, may_be_compose, projects
from opsworthy.facts.compose.reading import Composition, Reader, host_values, overlaid
from opsworthy.facts.compose.secrets import secrets
from opsworthy.facts.compose.services import workload
from opsworthy.facts.compose.variables import Context
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import EnvironmentDeclared, SecretDeclared
from opsworthy.facts.workloads import Workload
from opsworthy.text.location import Location
from opsworthy.text.node import find
from opsworthy.text.secrecy import is_secret
from opsworthy.text.source import Problem

_MOST_SERVICES = 500


def _detect(files: Files) -> Iterator[Told]:
    seen: set[object] = set()
    for project in projects(path for path in files.wanted if is_compose(path) or _is_found(path, files)):
        for told in _of_project(project, files):
            key = _identity(told)
            if key not in seen:
                seen.add(key)
                yield told


def _wants(path: str) -> bool:
    return is_compose(path) or may_be_compose(path)


def _is_found(path: str, files: Files) -> bool:
    """Whether a file that only bears an environment's name is a Compose file."""
    source = files.open(path)
    if source is None or "services" not in source.text:
        return False
    documents = files.yaml(source).documents
    return len(documents) == 1 and holds_services(documents[0])


def _identity(told: Told) -> object:
    """One service of a file is told once, however many files include it; a secret once, however many environments repeat it."""
    if isinstance(told, Workload):
        return (told.location, told.environment)
    return (told.name, told.location) if isinstance(told, SecretDeclared) else told


def _of_project(project: Project, files: Files) -> Iterator[Told]:
    reader = Reader(files)
    known = host_values(files, project.folder)
    context = Context(files, {name: value for name, value in known.items() if not is_secret(name, value)})
    base = reader.read(project.base) if project.base else None
    if base is not None:
        yield from _of_composition(base, context, None)
    for name, path in project.environments:
        yield EnvironmentDeclared(name, Location(path, 1), "compose", ("compose", path))
        own = reader.read(path)
        yield from _of_composition(overlaid(base, own) if base is not None else own, context, name)
    known_services = set(base.services) if base is not None else set()
    for path in project.further:
        further = reader.read(path)
        new = {name: entry for name, entry in further.services.items() if name not in known_services}
        known_services |= set(new)
        volumes, declared = further.volumes, further.secrets if new else ()
        yield from _of_composition(Composition(new, volumes, declared, further.problems, further.paths), context, None)


def _of_composition(composition: Composition, context: Context, environment: str | None) -> Iterator[Told]:
    """Its services and secrets; a service without an image of its own is a fragment for another file."""
    yield from composition.problems
    if len(composition.services) > _MOST_SERVICES:
        place = next(iter(composition.services.values())).location
        yield Problem(place, f"more than {_MOST_SERVICES} services in one Compose project: not read", "split the file")
        return
    for entry in composition.services.values():
        if find(entry.value, "image") is not None or find(entry.value, "build") is not None:
            yield workload(entry, context, environment)
    yield from secrets(composition, context, environment)


DETECTOR = Detector(
    "compose",
    "services of Compose files",
    _wants,
    _detect,
    looks_at=(
        "docker-compose*",
        "compose*",
        "docker-stack*",
        "docker-swarm*",
        "swarm*",
        "demo.*",
        "dev.*",
        "develop.*",
        "development.*",
        "live.*",
        "local.*",
        "pre-prod.*",
        "preprod.*",
        "preview.*",
        "prod.*",
        "production.*",
        "qa.*",
        "sandbox.*",
        "stage.*",
        "staging.*",
        "stg.*",
        "uat.*",
        "*compose.y*ml",
    ),
)
