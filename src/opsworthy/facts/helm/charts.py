"""The charts of a tree: their own files, and the charts that they take in."""

import posixpath
from bisect import bisect_left
from collections.abc import Iterator
from glob import escape

from opsworthy.facts.files import Files
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, find, items, stated, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem

_NAMES = ("Chart.yaml", "Chart.yml")
_PATTERNS = ("templates/*", "*/templates/*")
_MOST_CHARTS = 2000
_VERSION = regex(r"v?[0-9][\w.+-]{0,80}")


@dataclass(frozen=True, slots=True)
class Needed:
    """One entry of a chart's dependencies. `alias` is what its values are called; `repository` where it is fetched from."""

    name: str
    location: Location
    node: Node
    version: str | None = None
    repository: str | None = None
    alias: str | None = None
    condition: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.alias or self.name


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart; `folder` is "" for the root. `templates` are the paths of its template files."""

    folder: str
    path: str
    node: Mapping
    templates: tuple[str, ...]
    needs: tuple[Needed, ...]

    @property
    def name(self) -> str:
        return string(self.node, "name") or posixpath.basename(self.folder) or "chart"

    @property
    def location(self) -> Location:
        return self.node.location

    @property
    def is_library(self) -> bool:
        return string(self.node, "type") == "library"

    def reach(self, path: str) -> str:
        return f"{self.folder}/{path}" if self.folder else path


class Charts:
    """All charts of a tree by folder; `problems` are their files that could not be read."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.by_folder: dict[str, Chart] = {}
        self.problems: list[Problem] = []
        paths = [path for name in _NAMES for path in (*files.matching(name), *files.matching(f"*/{name}"))][:_MOST_CHARTS]
        templates = sorted(path for pattern in _PATTERNS for path in files.matching(pattern)) if paths else []
        for path in paths:
            node = self.mapping(path)
            folder = posixpath.dirname(path)
            if node is not None and folder not in self.by_folder and find(node, "name") is not None:
                needs = tuple(self._needs(folder, node))
                self.by_folder[folder] = Chart(folder, path, node, _below(templates, folder), needs)

    def mapping(self, path: str) -> Mapping | None:
        """The one mapping that a YAML file holds."""
        source = self.files.open(path)
        if source is None:
            return None
        read = self.files.yaml(source)
        self.problems.extend(read.problems)
        first = read.documents[0] if read.documents else None
        return first if isinstance(first, Mapping) else None

    def _needs(self, folder: str, node: Mapping) -> Iterator[Needed]:
        old = self.mapping(posixpath.join(folder, "requirements.yaml")) if find(node, "dependencies") is None else None
        for item in items(old if old is not None else node, "dependencies"):
            name = stated(item, "name")
            if name is not None:
                yield Needed(
                    name.value,
                    name.location,
                    item,
                    version=string(item, "version"),
                    repository=string(item, "repository"),
                    alias=string(item, "alias"),
                    condition=string(item, "condition"),
                    tags=tuple(tag for at in range(len(items(item, "tags"))) if (tag := string(item, "tags", at))),
                )

    def taken_in(self, chart: Chart, need: Needed) -> Chart | None:
        """The chart that a dependency means, where its files stand here."""
        if need.repository is not None and need.repository.startswith("file://"):
            path = posixpath.normpath(posixpath.join(chart.folder, need.repository.removeprefix("file://")))
            return self.by_folder.get("" if path == "." else path)
        within = [each for each in self.vendored(chart) if each.name == need.name]
        return within[0] if within else None

    def packed(self, chart: Chart, need: Needed) -> str | None:
        """The archive in its `charts` folder that holds a dependency; what is in it is not read."""
        prefix = chart.reach(f"charts/{need.name}-")
        found = self.files.matching(f"{escape(prefix)}*.tgz")
        return next((path for path in found if _VERSION.fullmatch(path[len(prefix) : -len(".tgz")])), None)

    def vendored(self, chart: Chart) -> tuple[Chart, ...]:
        """The charts in its own `charts` folder."""
        folder = chart.reach("charts")
        return tuple(each for path, each in self.by_folder.items() if posixpath.dirname(path) == folder)

    def tops(self) -> tuple[Chart, ...]:
        """The charts that no other takes in, by folder; libraries run nothing and are none."""
        inner = {each.folder for chart in self.by_folder.values() for each in self._inner(chart)}
        found = (self.by_folder[folder] for folder in sorted(self.by_folder) if folder not in inner)
        return tuple(each for each in found if not each.is_library)

    def _inner(self, chart: Chart) -> Iterator[Chart]:
        yield from self.vendored(chart)
        for need in chart.needs:
            found = self.taken_in(chart, need)
            if found is not None and found is not chart:
                yield found

    def owner(self, path: str) -> Chart | None:
        """The innermost chart whose folder holds a path."""
        folder = posixpath.dirname(path)
        while folder and folder not in self.by_folder:
            folder = posixpath.dirname(folder)
        return self.by_folder.get(folder)


def _below(paths: list[str], folder: str) -> tuple[str, ...]:
    prefix = f"{folder}/templates/" if folder else "templates/"
    return tuple(path for path in paths[bisect_left(paths, prefix) : bisect_left(paths, f"{prefix}\U0010ffff")])
