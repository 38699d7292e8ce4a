"""What the survey says of a folder, in the words in which labels are written."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from opsworthy.app.workspace import survey
from opsworthy.reports.system_schema import PlaceView, ServiceView, SystemView
from opsworthy.reports.system_view import view


@dataclass(frozen=True)
class Running:
    """A reported service."""

    name: str
    ports: frozenset[int]
    health: frozenset[str]
    place: str


@dataclass(frozen=True)
class Thing:
    """A reported name and the first place that says it; `word` is the engine of a datastore."""

    name: str
    place: str
    word: str = ""


@dataclass(frozen=True)
class Reported:
    """Everything that is compared."""

    deployable: bool
    paid: bool
    services: tuple[Running, ...]
    datastores: tuple[Thing, ...]
    environments: tuple[Thing, ...]
    secrets: tuple[Thing, ...]
    ci: tuple[Thing, ...]


@cache
def _synonyms() -> dict[str, dict[str, str]]:
    table = tomllib.loads((Path(__file__).parent / "synonyms.toml").read_text(encoding="utf-8"))
    return {kind: {other: name for name, others in words.items() for other in (name, *others)} for kind, words in table.items()}


def plain(name: str) -> str:
    """A name as names are compared: without case, `_`, spaces and `-` alike."""
    return re.sub(r"[\s_]+", "-", name.strip().lower())


def engine(word: str) -> str:
    """The one name of an engine, a version left out."""
    bare = re.sub(r"[\s:]+v?\d[\w.]*$", "", word.strip().lower())
    return _synonyms()["engines"].get(plain(bare), plain(bare))


def provider(word: str) -> str:
    return _synonyms()["providers"].get(plain(word), plain(word))


def route(path: str) -> str:
    """A path without query and last slash."""
    bare = path.split("?", 1)[0].split("#", 1)[0]
    return bare.rstrip("/") or "/"


def reported(folder: Path) -> Reported:
    """Surveys a folder in this process."""
    return read(view(survey(folder).system), folder.name)


def read(system: SystemView, folder: str) -> Reported:
    """A published system in the words of labels. A service that bears the name of the folder `owner+name` is called `name`."""
    return Reported(
        system.deployable.value,
        system.paid_resources.value,
        tuple(_running(service, folder) for service in system.services),
        tuple(Thing(each.name, _place(each.locations), engine(each.engine)) for each in system.datastores),
        _once(Thing(each.name, _place(each.locations)) for each in system.environments),
        _once(Thing(each.name, _place(each.locations)) for each in system.secrets),
        tuple({provider(each.provider): Thing(provider(each.provider), each.path) for each in system.pipelines}.values()),
    )


def _once(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """One thing per name: a secret in two stores is one secret."""
    first: dict[str, Thing] = {}
    for thing in things:
        first.setdefault(plain(thing.name), thing)
    return tuple(first.values())


def _running(service: ServiceView, folder: str) -> Running:
    name = folder.rpartition("+")[2] if service.name.lower() == folder.lower() else service.name
    return Running(
        name,
        frozenset(port.port for port in service.ports),
        frozenset(route(each.path) for each in service.health if each.path),
        _place(service.locations),
    )


def _place(locations: list[PlaceView]) -> str:
    return f"{locations[0].path}:{locations[0].line}" if locations else "no place"
