"""Render: the services, databases and groups of variables of a blueprint (render.yaml)."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of, variant
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.render import databases, services
from opsworthy.facts.render import variables as blueprint_variables
from opsworthy.facts.render.blueprint import Part, parts
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, find, stated, string
from opsworthy.text.source import Source

_OURS = ("services", "databases", "envVarGroups", "projects", "ungrouped")


def _variant(path: str) -> str | None:
    found = variant(path, "render", ".yaml")
    return variant(path, "render", ".yml") if found is None else found


def _wants(path: str) -> bool:
    return "render" in path and path.endswith((".yaml", ".yml")) and _variant(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        documents = files.yaml(source)
        root = documents.documents[0] if documents.documents else None
        yield from documents.problems
        if isinstance(root, Mapping) and any(find(root, key) is not None for key in _OURS):
            yield from _blueprint(root, source, files)


def _blueprint(root: Mapping, source: Source, files: Files) -> Iterator[Told]:
    word = environment_of(_variant(source.path) or "")
    of_file = Stated(word, source.at(1)) if word else None
    told: set[str] = set()
    for part in parts(root, of_file):
        if part.environment is not None and part.environment.value not in told:
            told.add(part.environment.value)
            yield EnvironmentDeclared(part.environment.value, part.environment.location, "render", ("render", source.path))
        yield from _part(part, files)
    previews = stated(root, "previews", "generation") or stated(root, "previewsEnabled")
    if previews is not None and previews.value.lower() not in ("none", "off", "false", "no"):
        yield EnvironmentDeclared("preview", previews.location, "render", ("render", source.path))


def _part(part: Part, files: Files) -> Iterator[Told]:
    for service in part.listed("services"):
        name = stated(service, "name")
        if name is None:
            continue
        if string(service, "type") in services.STORES:
            yield databases.store(service, name, part.place)
            continue
        yield from services.read(service, name, files, part.place)
        yield from blueprint_variables.told(blueprint_variables.given(service), part.place)
    for database in part.listed("databases"):
        name = stated(database, "name")
        if name is not None:
            yield databases.database(database, name, part.place)
    for group in part.listed("envVarGroups"):
        yield from blueprint_variables.group(group, part.place)


DETECTOR = Detector("render", "blueprints for Render", _wants, _detect, looks_at=("*render*.yaml", "*render*.yml"))
