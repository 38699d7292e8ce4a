"""Which Compose files of a tree belong together, by folder and name: a base, its environments, and further files."""

import re
from collections.abc import Iterable
from functools import cache

from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import Node, entries, find
from opsworthy.text.regex import regex

_NAME = regex(r"(?:(?:docker-)?compose|docker-stack|docker-swarm|swarm)([._\-].*)?\.ya?ml")
_OTHER = regex(r"([a-z0-9]+)(?:[._\-](?:docker-)?compose)?\.ya?ml")
_BASES = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")


@dataclass(frozen=True, slots=True)
class Project:
    """The Compose files of one folder; `environments` are (name, path)."""

    folder: str
    base: str | None
    environments: tuple[tuple[str, str], ...]
    further: tuple[str, ...]


def is_compose(path: str) -> bool:
    """Whether a path is that of a Compose file of the product, by its name and folders."""
    *folders, name = path.lower().split("/")
    match = _NAME.fullmatch(name)
    if match is None or any(folder in _names()["folders"] for folder in folders):
        return False
    return not set(_words(name)) & _names()["left_out"]


def may_be_compose(path: str) -> bool:
    """Whether a file bears the name of an environment and no more (`production.yml`, `prod.compose.yml`): it is a Compose file
    where it holds services."""
    *folders, name = path.lower().split("/")
    match = _OTHER.fullmatch(name)
    named = match is not None and match.group(1) in _names()["environments"]
    return named and not any(folder in _names()["folders"] for folder in folders)


def holds_services(root: Node | None) -> bool:
    """Whether a YAML document is that of a Compose file, whatever its name."""
    found = entries(root, "services")
    runs = [each for each in found if find(each.value, "image") is not None or find(each.value, "build") is not None]
    return bool(runs) and find(root, "apiVersion") is None


def projects(paths: Iterable[str]) -> tuple[Project, ...]:
    """The Compose files by folder."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(path.rpartition("/")[0], []).append(path)
    return tuple(_project(folder, inside) for folder, inside in sorted(folders.items()))


def _project(folder: str, paths: list[str]) -> Project:
    by_name = {path.rpartition("/")[2]: path for path in paths}
    base = next((by_name[name] for name in _BASES if name in by_name), None)
    rest = [path for path in sorted(paths) if path.rpartition("/")[2] not in _BASES]
    named = [(path, _environment(path)) for path in rest]
    environments = tuple((name, path) for path, name in named if name is not None)
    return Project(folder, base, environments, tuple(path for path, name in named if name is None))


def _environment(path: str) -> str | None:
    """The environment that a file's whole qualifier names: `prod` of docker-compose.prod.yml, nothing of compose.traefik.yml."""
    name = path.rpartition("/")[2]
    match = _NAME.fullmatch(name.lower())
    word = match.group(1)[1:] if match and match.group(1) else ""
    if match is None and (other := _OTHER.fullmatch(name.lower())) is not None:
        word = other.group(1)
    return word if word in _names()["environments"] else None


def _words(name: str) -> list[str]:
    return re.split(r"[._\-]", name)


@cache
def _names() -> dict[str, frozenset[str]]:
    data = data_of("opsworthy.facts.compose", "names.toml")
    return {key: frozenset(words) for key, words in data.items()}
