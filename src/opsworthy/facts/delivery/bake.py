"""Bake files: targets that build images, and groups of them."""

import posixpath
import re
from collections.abc import Iterator
from collections.abc import Mapping as Mapped
from dataclasses import field

from opsworthy.facts.delivery.paths import within
from opsworthy.facts.fact import Told
from opsworthy.facts.infrastructure import BuildDeclared
from opsworthy.facts.operations import WayToRun
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex

_REFERENCE = regex(r"\$\{\s*([A-Za-z_]\w{0,100})\s*\}")
_DEEPEST = 20

Text = Stated[str]


@dataclass
class Target:
    """One target as written: texts and lists of texts by key."""

    name: str
    location: Location
    texts: dict[str, Text] = field(default_factory=dict)
    lists: dict[str, list[Text]] = field(default_factory=dict)


@dataclass
class BakeFile:
    """What one bake file says, in either of its two languages."""

    path: str
    targets: dict[str, Target] = field(default_factory=dict)
    groups: dict[str, Target] = field(default_factory=dict)
    variables: dict[str, Text] = field(default_factory=dict)


def facts_of_bake(file: BakeFile) -> Iterator[Told]:
    """An image for each target that others do not merely build on, and the ways to build one or all."""
    for target in file.targets.values():
        if not target.name.startswith("_"):
            yield _build(file, target)
            yield _way(file, target, ())
    for group in file.groups.values():
        yield _way(file, group, tuple(each.value for each in group.lists.get("targets", ())))


def _build(file: BakeFile, target: Target) -> BuildDeclared:
    folder = posixpath.dirname(file.path)
    context = _text(file, target, "context")
    where = within(folder, context.value if context else ".")
    dockerfile = _text(file, target, "dockerfile")
    reached = within(where, dockerfile.value) if dockerfile is not None and where is not None else None
    tags = _list(file, target, "tags")
    stage = _text(file, target, "target")
    return BuildDeclared(
        "docker-bake",
        target.name,
        target.location,
        image=_filled(tags[0], file.variables) if tags else None,
        context=Stated(where, context.location if context else target.location) if where is not None else None,
        dockerfile=Stated(reached, dockerfile.location) if dockerfile is not None and reached is not None else None,
        stage=stage.value if stage else None,
    )


def _way(file: BakeFile, target: Target, needs: tuple[str, ...]) -> WayToRun:
    standard = posixpath.basename(file.path) in ("docker-bake.hcl", "docker-bake.json")
    chosen = "" if standard else f" -f {posixpath.basename(file.path)}"
    named = "" if target.name == "default" else f" {target.name}"
    command = f"docker buildx bake{chosen}{named}"
    return WayToRun(target.name, "docker-bake", file.path, target.location, (Stated(command, target.location),), needs)


def _line(file: BakeFile, target: Target, depth: int = 0, opened: frozenset[str] = frozenset()) -> Iterator[Target]:
    """A target and those it inherits from, the strongest first: of several the last one wins."""
    yield target
    for each in reversed(target.lists.get("inherits", ())):
        parent = file.targets.get(each.value)
        if parent is not None and depth < _DEEPEST and each.value not in opened:
            yield from _line(file, parent, depth + 1, opened | {target.name})


def _text(file: BakeFile, target: Target, key: str) -> Text | None:
    found = next((each.texts[key] for each in _line(file, target) if key in each.texts), None)
    return _filled(found, file.variables) if found is not None else None


def _list(file: BakeFile, target: Target, key: str) -> list[Text]:
    return next((each.lists[key] for each in _line(file, target) if each.lists.get(key)), [])


def _filled(text: Text, variables: Mapped[str, Text]) -> Text:
    """A text with the defaults of its variables; one without a default stays as it is written."""

    def default(match: re.Match[str]) -> str:
        found = variables.get(match.group(1))
        return found.value if found is not None and found.value else match.group()

    return Stated(_REFERENCE.sub(default, text.value), text.location)
