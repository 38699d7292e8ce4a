"""Kamal: the roles, accessories, addresses and secrets of config/deploy.yml and of its destinations."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import folder_of
from opsworthy.facts.kamal.configuration import deployments, is_configuration
from opsworthy.facts.kamal.roles import read
from opsworthy.facts.project import EnvironmentDeclared, SecretDeclared
from opsworthy.text import dotenv
from opsworthy.text.location import Location
from opsworthy.text.secrecy import in_clear
from opsworthy.text.source import Source

_MARK = "service:"


def _is_secrets(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return (folder == ".kamal" or folder.endswith("/.kamal")) and name.startswith("secrets") and "sample" not in name


def _wants(path: str) -> bool:
    return ("deploy" in path and path.endswith((".yml", ".yaml")) and is_configuration(path)) or _is_secrets(path)


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, list[str]] = {}
    for source in files:
        if _is_secrets(source.path):
            yield from _kept(source)
        elif _MARK in source.text or _destined(source.path):
            folders.setdefault(folder_of(source.path), []).append(source.path)
    for paths in folders.values():
        found, problems = deployments(files, tuple(sorted(paths)))
        yield from problems
        told: set[object] = set()
        for made in found:
            if made.destination is not None:
                yield EnvironmentDeclared(made.destination, Location(made.path, 1), "kamal", ("kamal", made.path))
            for each in read(made, files):
                key = (each.name, each.location) if isinstance(each, SecretDeclared) else each
                if key not in told:
                    told.add(key)
                    yield each


def _destined(path: str) -> bool:
    return path.rpartition("/")[2].count(".") > 1


def _kept(source: Source) -> Iterator[SecretDeclared]:
    """What stands in .kamal/secrets itself; what it fetches from elsewhere, the deployment names."""
    for each in dotenv.parse(source):
        if not each.commented and in_clear(each.name, each.value):
            yield SecretDeclared(each.name, "kamal", each.location, in_clear=True)


DETECTOR = Detector(
    "kamal", "deployments of Kamal", _wants, _detect, looks_at=("config/*.yml", "config/*.yaml", ".kamal/secrets*")
)
