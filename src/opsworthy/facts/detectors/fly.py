"""Fly.io: the processes, machines, checks and volumes of fly.toml and of its variants for environments."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.fly.application import application, read
from opsworthy.facts.hosting.naming import environment_of, variant
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.text.node import find
from opsworthy.text.source import Problem

# One of these makes a TOML file Fly's; a variant's name alone is too weak.
_OURS = ("app", "primary_region", "http_service", "services", "mounts", "vm", "kill_signal")


def _wants(path: str) -> bool:
    return path.endswith(".toml") and "fly" in path and variant(path, "fly", ".toml") is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.toml(source)
        if isinstance(root, Problem):
            yield root
            continue
        if not any(find(root, key) is not None for key in _OURS):
            continue
        environment = environment_of(variant(source.path, "fly", ".toml") or "")
        app = application(root, source, environment)
        if environment is not None:
            yield EnvironmentDeclared(environment, app.location, "fly", ("fly", source.path))
        yield from read(app, files)


DETECTOR = Detector("fly", "applications for Fly.io", _wants, _detect, looks_at=("*.toml",), only_with=("fly",))
