"""The elements that an ApplicationSet's generators make, as far as the files say them."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import islice

from opsworthy.facts.delivery.ground import Ground
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, items, string
from opsworthy.text.regex import regex

_MOST = 300
_DEEPEST = 3
_PLACE = regex(r"\{\{-?\s*\.?([A-Za-z_][\w.\[\]-]{0,100})\s*-?\}\}")


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of one element, by dotted names, and where it is stated."""

    location: Location
    values: dict[str, str]

    def fill(self, text: str) -> str:
        """A text with its `{{name}}` or `{{.name}}` filled in; what is not known stays as it is written."""
        return _PLACE.sub(lambda match: self.values.get(match.group(1), match.group()), text)


def elements(spec: Node | None, ground: Ground, told: list[str]) -> Iterator[Parameters]:
    """Every element of every generator; `told` gathers why some are not known."""
    yield from islice((each for item in items(spec, "generators") for each in _of(item, ground, told, 0)), _MOST)


def _of(generator: Node, ground: Ground, told: list[str], depth: int) -> Iterator[Parameters]:
    kinds = [entry for entry in entries(generator) if entry.key not in ("selector", "template", "values")]
    for entry in kinds[:1]:
        if entry.key == "list":
            yield from (_of_element(item) for item in items(entry.value, "elements"))
        elif entry.key == "git" and items(entry.value, "directories"):
            yield from _of_folders(entry.value, ground)
        elif entry.key == "git" and items(entry.value, "files"):
            yield from _of_files(entry.value, ground)
        elif entry.key in ("matrix", "merge") and depth < _DEEPEST:
            yield from _combined(entry.value, ground, told, depth, entry.key == "matrix")
        else:
            told.append(f"which elements the generator `{entry.key}` makes stands in no file here")


def _of_element(node: Node) -> Parameters:
    return Parameters(node.location, dict(_flat(node, "")))


def _flat(node: Node, before: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping) and depth < 20:
        for entry in node.entries:
            yield from _flat(entry.value, f"{before}.{entry.key}" if before else entry.key, depth + 1)
    elif isinstance(node, Scalar) and node.value is not None:
        yield before, node.text


def _of_folders(git: Node, ground: Ground) -> Iterator[Parameters]:
    """The folders of this repository that the patterns match; one that stands in another has none here."""
    directories = items(git, "directories")
    left_out = [path for each in directories if string(each, "exclude") == "true" and (path := string(each, "path"))]
    for each in directories:
        pattern = string(each, "path")
        if not pattern or string(each, "exclude") == "true":
            continue
        for folder in ground.folders_like(pattern):
            if not any(fnmatchcase(folder, unwanted) for unwanted in left_out):
                yield Parameters(each.location, _about(folder))


def _of_files(git: Node, ground: Ground) -> Iterator[Parameters]:
    """What the JSON and YAML files of this repository say that the paths match."""
    for each in items(git, "files"):
        for path, node in ground.data_like(string(each, "path") or ""):
            folder = posixpath.dirname(path)
            yield Parameters(
                node.location, {**dict(_flat(node, "")), **_about(folder), "path.filename": posixpath.basename(path)}
            )


def _about(folder: str) -> dict[str, str]:
    name = posixpath.basename(folder)
    plain = re.sub(r"[^a-z0-9.-]", "-", name.lower())
    found = {"path": folder, "path.path": folder, "path.basename": name, "path.basenameNormalized": plain}
    return found | {f"path[{number}]": part for number, part in enumerate(folder.split("/"))}


def _combined(node: Node, ground: Ground, told: list[str], depth: int, every: bool) -> Iterator[Parameters]:
    """A matrix takes every element of one with every one of the other; a merge lays the later over the first."""
    lists = [list(islice(_of(item, ground, told, depth + 1), _MOST)) for item in items(node, "generators")[:2]]
    if len(lists) < 2 or not every:
        yield from lists[0] if lists else ()
        return
    first, second = lists
    if not second and first and find(node, "generators") is not None:
        yield from first
    for one in first:
        for other in second:
            filled = {key: one.fill(value) for key, value in other.values.items()}
            yield replace(other, values={**one.values, **filled})
