"""Signs of deployment that stand in the names of files, in images and in what a pipeline calls."""

import re
from fnmatch import translate
from functools import cache
from posixpath import dirname

import msgspec

from opsworthy.commands.interpret import interpret
from opsworthy.facts.project import PackageDeclared, PortListened, ProductUsed
from opsworthy.facts.workloads import ImageBuilt
from opsworthy.system.data import load
from opsworthy.system.known import Known
from opsworthy.system.model import Pipeline, Reason
from opsworthy.system.standing import Standing, of_path
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_DEEPEST = 3


class Mark(msgspec.Struct, frozen=True):
    """One row of places.toml."""

    paths: tuple[str, ...]
    kind: str
    says: str
    paid: bool


class _Clouds(msgspec.Struct, frozen=True):
    tools: tuple[str, ...]
    actions: tuple[str, ...]
    anywhere: tuple[str, ...]


class _Servers(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True):
    mark: tuple[Mark, ...]
    clouds: _Clouds
    servers: _Servers


@cache
def _table() -> _Table:
    return load("places.toml", _Table)


def marks(known: Known, kind: str) -> tuple[tuple[Mark, Reason], ...]:
    """The marks of a kind that the tree carries outside examples and tests, each with its first file."""
    found = []
    near = (path for path in known.paths if path.count("/") <= _DEEPEST and not is_aside(path))
    paths = [(path, path.lower()) for path in sorted(near, key=lambda path: (path.count("/"), path))]
    for mark in _table().mark:
        fits = _pattern(mark).match
        path = next((path for path, lowered in paths if fits(lowered)), None) if mark.kind == kind else None
        if path is not None:
            found.append((mark, Reason(mark.says, (Location(path, 1),))))
    return tuple(found)


def serving_images(known: Known) -> tuple[ImageBuilt, ...]:
    """The Dockerfiles nearest to the root whose images listen or start a server, one per folder; those for developers or
    tests are none. An image that runs anything beside a web framework's source serves. Of a package for others without such
    a framework, only the root's counts."""
    images = [image for image in known.of(ImageBuilt) if not is_aside(image.path) and not _is_helper(image.path)]
    frames = {dirname(used.location.path) for used in known.of(ProductUsed) if used.kind == "framework"}
    if "" not in frames and any(package.publishable and not package.private for package in root_packages(known)):
        images = [image for image in images if "/" not in image.path and image.ports]
    serving = [image for image in images if image.ports or _serves(image) or (image.command and dirname(image.path) in frames)]
    nearest = min((image.path.count("/") for image in serving), default=0)
    by_folder: dict[str, ImageBuilt] = {}
    for image in sorted(serving, key=lambda image: image.path):
        if image.path.count("/") == nearest:
            by_folder.setdefault(dirname(image.path), image)
    return tuple(by_folder.values())


def root_packages(known: Known) -> tuple[PackageDeclared, ...]:
    """Manifests at the root, or else the shallowest ones that can be published, unless one of a workspace's packages is a server:
    then the others are its parts and its tools."""
    here = tuple(each for each in known.of(PackageDeclared) if "/" not in each.path)
    if here:
        return here
    beside = [each for each in known.of(PackageDeclared) if not is_aside(each.path)]
    listening = {each.location.path for each in known.of(PortListened) if not is_aside(each.location.path)}
    serving = {dirname(used.location.path) for used in known.of(ProductUsed) if used.kind == "framework"}
    if any(
        dirname(each.path) in serving and any(path.startswith(f"{dirname(each.path)}/") for path in listening) for each in beside
    ):
        return ()
    return tuple(each for each in beside if each.publishable)


def clouds(pipelines: tuple[Pipeline, ...]) -> tuple[Reason, ...]:
    """Jobs that deploy with a tool or an action of a cloud, as reasons."""
    reasons: list[Reason] = []
    for job in (job for pipeline in pipelines for job in pipeline.jobs if "deploy" in job.purposes):
        for step in job.steps:
            tools = {command.tool for command in interpret(step.run, step.location)} if step.run else set()
            if tools & set(_table().clouds.tools) or _is_of_a_cloud((step.uses or "").lower()):
                reasons.append(Reason(f"the job {job.name} deploys to a cloud", (step.location,)))
                break
    return tuple(reasons)


def _is_of_a_cloud(action: str) -> bool:
    return action.startswith(_table().clouds.actions) and not action.startswith(_table().clouds.anywhere)


def is_aside(path: str) -> bool:
    """Whether a file stands among examples, tests or helpers."""
    return of_path(path) is not Standing.FULL


@cache
def _pattern(mark: Mark) -> re.Pattern[str]:
    """A pattern without a star means that very path; `*` never reaches deeper than three folders."""
    return regex("|".join(translate(pattern) for pattern in mark.paths))


def _is_helper(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return any(word in name for word in ("dev", "test", "ci", "build", "debug", "docs"))


def _serves(image: ImageBuilt) -> bool:
    words = {word.rpartition("/")[2] for part in image.command for word in part.split()}
    return bool(words & set(_table().servers.words))
