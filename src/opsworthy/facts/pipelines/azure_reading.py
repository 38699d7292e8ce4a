"""Azure Pipelines as written: templates of this repository put in, conditions unfolded, parameters filled in."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import field

from opsworthy.facts.files import Files
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, entries, find, items, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem

_PARAMETER = regex(r"\$\{\{\s*(?:parameters\.)?([A-Za-z_][\w.\-]{0,100})\s*\}\}")
_EACH = regex(r"\$\{\{\s*each\s+(\w{1,60})\s+in\s+parameters\.(\w{1,60})\s*\}\}")
_CONDITIONS = ("${{ if ", "${{if ", "${{ else", "${{else", "${{ insert", "${{insert")
_DEEPEST = 8
_MOST = 2000

Given = dict[str, Node]


@dataclass(frozen=True)
class Item:
    """One stage, job or step as it stands in a file, with what its parameters stand for."""

    node: Mapping
    given: Given

    def text(self, *path: str | int) -> str | None:
        written = string(self.node, *path)
        return filled(written, self.given) if written is not None else None

    def stated(self, *path: str | int) -> Stated[str] | None:
        """A text with its parameters filled in, at the place of the value that fills it as a whole."""
        found = find(self.node, *path)
        if not isinstance(found, Scalar) or found.value is None:
            return None
        whole = _PARAMETER.fullmatch(found.text.strip())
        told = _value(whole.group(1), self.given) if whole else None
        return Stated(filled(found.text, self.given), told.location if told is not None else found.location)


@dataclass
class Reading:
    """Unfolds lists; `elsewhere` are the templates of other repositories, as written."""

    files: Files
    read: int = 0
    elsewhere: list[Stated[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    roots: list[tuple[Mapping, str]] = field(default_factory=list)

    def items(self, node: Node | None, key: str, given: Given, depth: int = 0) -> Iterator[Item]:
        """The items of a list of stages, jobs, steps or variables (`key`), those of templates and conditions among them."""
        for each in node.items if isinstance(node, Sequence) else ():
            self.read += 1
            if self.read > _MOST or not isinstance(each, Mapping):
                continue
            template = string(each, "template")
            first = each.entries[0] if each.entries else None
            if template is not None:
                yield from self._template(each, filled(template, given), key, given, depth)
            elif first is not None and first.key.startswith("${{"):
                yield from self._conditional(each, key, given, depth)
            else:
                yield Item(each, given)

    def _conditional(self, each: Mapping, key: str, given: Given, depth: int) -> Iterator[Item]:
        for entry in each.entries if depth < _DEEPEST else ():
            loop = _EACH.fullmatch(entry.key.strip())
            if loop is not None:
                for value in items(given.get(loop.group(2))):
                    yield from self.items(entry.value, key, {**given, loop.group(1): value}, depth + 1)
            elif entry.key.startswith(_CONDITIONS):
                yield from self.items(entry.value, key, given, depth + 1)

    def _template(self, each: Mapping, path: str, key: str, given: Given, depth: int) -> Iterator[Item]:
        place = find(each, "template")
        at = place.location if place is not None else each.location
        root = self.template(path, at) if depth < _DEEPEST else None
        if root is not None:
            handed = {**defaults(root), **_handed(each, given)}
            yield from self.items(find(root, key), key, handed, depth + 1)

    def template(self, path: str, at: Location) -> Mapping | None:
        """A template of this repository; one of another is noted."""
        if "@" in path and not path.endswith("@self"):
            self.elsewhere.append(Stated(path, at))
            return None
        own = path.removesuffix("@self")
        wanted = own.lstrip("/") if own.startswith("/") else posixpath.join(at.path.rpartition("/")[0], own)
        wanted = posixpath.normpath(wanted)
        source = self.files.open(wanted)
        if source is None:
            if "${{" not in path and "$(" not in path:
                what = f"{path} is not among the files that were read"
                self.problems.append(Problem(at, what, "add it, or remove the template"))
            return None
        read = self.files.yaml(source)
        root = read.documents[0] if read.documents else None
        if isinstance(root, Mapping):
            self.roots.append((root, wanted))
            return root
        return None


def defaults(root: Node) -> Given:
    """The defaults of the parameters that a file declares, as a list or as a mapping of old."""
    told = find(root, "parameters")
    if isinstance(told, Mapping):
        return {entry.key: entry.value for entry in told.entries}
    listed = ((string(each, "name"), find(each, "default")) for each in items(told))
    return {name: value for name, value in listed if name and value is not None}


def choices(root: Node) -> dict[str, tuple[Node, ...]]:
    """The parameters of a pipeline that are chosen from a list."""
    told = ((string(each, "name"), items(each, "values")) for each in items(root, "parameters"))
    return {name: values for name, values in told if name and values}


def filled(text: str, given: Given) -> str:
    """A text with the parameters put in that have a plain value."""
    if "${{" not in text:
        return text

    def put(match: re.Match[str]) -> str:
        value = _value(match.group(1), given)
        return value.text if value is not None else match.group(0)

    return _PARAMETER.sub(put, text)


def _value(name: str, given: Given) -> Scalar | None:
    first, *rest = name.split(".")
    found = find(given.get(first), *rest)
    return found if isinstance(found, Scalar) and found.value is not None else None


def _handed(each: Mapping, given: Given) -> Given:
    """What a template is given; a value that is itself a parameter is followed."""
    found: Given = {}
    for entry in entries(each, "parameters"):
        whole = _PARAMETER.fullmatch(entry.value.text.strip()) if isinstance(entry.value, Scalar) else None
        told = find(given.get(whole.group(1).split(".")[0]), *whole.group(1).split(".")[1:]) if whole else None
        if told is None and isinstance(entry.value, Scalar) and "${{" in entry.value.text:
            told = Scalar(filled(entry.value.text, given), filled(entry.value.text, given), entry.value.location)
        found[entry.key] = told or entry.value
    return found
