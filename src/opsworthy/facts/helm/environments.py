"""Which values files stand for which environment of a chart."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from opsworthy.facts.helm.charts import Chart, Charts
from opsworthy.facts.kubernetes.environments import is_named_so, is_parent, spot
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, string

_ENDINGS = (".yaml", ".yml")
_PATTERNS = ("*values*.y*ml", "*/values/*.y*ml", "*/env/*.y*ml", "*/envs/*.y*ml", "*/environments/*.y*ml", "values/*.y*ml")
_ALIKE = 2
"""A values file outside of a chart is taken for it where at least one in so many of its keys is known there."""


class Words(msgspec.Struct, frozen=True):
    """words.toml, where each is explained."""

    beside: frozenset[str]
    plain: frozenset[str]
    tests: frozenset[str]
    folders: frozenset[str]


@cache
def _words() -> Words:
    return msgspec.toml.decode(Path(__file__).with_name("words.toml").read_bytes(), type=Words)


@dataclass(frozen=True, slots=True)
class Overlay:
    """One values file of an environment."""

    environment: str
    path: str
    node: Mapping

    @property
    def location(self) -> Location:
        return self.node.location


class ValuesFiles:
    """The values files of a tree that name an environment, by chart."""

    def __init__(self, charts: Charts) -> None:
        self._charts = charts
        self._paths = sorted(
            {path for pattern in _PATTERNS for path in charts.files.matching(pattern)} if charts.by_folder else ()
        )

    def of(self, chart: Chart) -> tuple[Overlay, ...]:
        """In the order of their paths; one file says what an environment is, and each environment comes once."""
        found: dict[str, Overlay] = {}
        for path in self._near(chart):
            name = environment_of(path, chart)
            node = self._charts.mapping(path) if name is not None and name not in found else None
            if name is not None and node is not None and self._fits(chart, path, node):
                named = _stated(node, name)
                found.setdefault(named, Overlay(named, path, node))
        return tuple(found.values())

    def _near(self, chart: Chart) -> Iterator[str]:
        above = posixpath.dirname(chart.folder)
        beside = self._beside(above)
        for path in self._paths:
            near = path.startswith(f"{above}/" if above else "") or (beside is not None and posixpath.dirname(path) == beside)
            if near and path != chart.reach("values.yaml") and path not in chart.templates:
                owner = self._charts.owner(path)
                if owner is chart or owner is None or (owner.folder == above and chart.folder != above):
                    yield path

    def _beside(self, above: str) -> str | None:
        """`helm/values` for the one chart of `helm/charts`: of several charts, its files could be any one's."""
        outer, name = posixpath.split(above)
        alone = sum(posixpath.dirname(folder) == above for folder in self._charts.by_folder) == 1
        return posixpath.join(outer, "values") if name == "charts" and alone else None

    def _fits(self, chart: Chart, path: str, node: Mapping) -> bool:
        """Whether a file's keys are those of a chart; within the chart's own folder there is nothing to doubt."""
        keys = {entry.key for entry in node.entries}
        if path.startswith(chart.reach("")) and chart.folder:
            return True
        own = self._charts.mapping(chart.reach("values.yaml"))
        known = {entry.key for entry in own.entries} if own is not None else set()
        return bool(keys) and len(keys & known) * _ALIKE >= len(keys)


def _stated(node: Mapping, name: str) -> str:
    """What a values file itself calls the environment that its name ends on: `environment: production` in `shop-production`."""
    said = (string(node, "environment") or string(node, "env") or "").strip()
    return said if said and is_named_so(said) and name.lower().endswith(f"-{said.lower()}") else name


def environment_of(path: str, chart: Chart) -> str | None:
    """The environment that a values file's path names: `values-prod.yaml`, `prod.values.yaml`, `environments/prod.yaml`,
    `overlays/prod/values.yaml`."""
    folder, name = posixpath.split(path)
    if not name.endswith(_ENDINGS) or _words().tests & set(folder.split("/")):
        return None
    stem = re.sub(r"\.(?:dec|enc|sops)$", "", name.rpartition(".")[0])
    parts = [part for part in re.split(r"[-_.]", stem) if part]
    said = [part for part in parts if part.lower() not in _words().plain]
    own = set(re.split(r"[-_.]", chart.name.lower()))
    rest = [part for part in said if part.lower() not in own] or said
    joined = "-".join(rest)
    if joined and is_named_so(joined):
        return joined
    parent = posixpath.basename(folder)
    if joined and is_parent(parent) and parent in _words().folders and folder != chart.folder:
        return joined
    if any(part.lower() in ("values", chart.name.lower()) for part in parts) and len(rest) <= len(own):
        found = spot(folder[len(posixpath.dirname(chart.folder)) :].strip("/"))
        return found[1] if found is not None and (not joined or set(rest) <= own) else None
    return None


def stands_beside(name: str) -> bool:
    """Whether an environment is one for developing or testing, which leaves the chart's own values to the others."""
    return any(part in _words().beside for part in re.split(r"[-_.]", name.lower()))
