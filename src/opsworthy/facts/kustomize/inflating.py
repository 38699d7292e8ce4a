"""Helm charts that a kustomization inflates: those of this repository are rendered, others are known by name alone."""

import posixpath
from collections.abc import Iterator

from opsworthy.facts.files import Files
from opsworthy.facts.go_templates.values import Value, copied, of_node
from opsworthy.facts.helm.built_in import Setting
from opsworthy.facts.helm.charts import Chart, Charts
from opsworthy.facts.helm.rendering import Renderer
from opsworthy.facts.kubernetes.manifests import parsed
from opsworthy.facts.kustomize.kustomization import Graph, Kustomization
from opsworthy.facts.kustomize.resources import Resource
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Node, Scalar, find, items, string
from opsworthy.text.source import Problem

_GENERATOR = "HelmChartInflationGenerator"
_ADVICE = "check what it produces with `kubectl kustomize --enable-helm`"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A chart that is fetched from elsewhere when the kustomization is built."""

    name: str
    release: str
    values: Value
    location: Location


class Inflating:
    """Renders charts for one tree; `fetched` are, by folder, the charts that are not here."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._renderer: Renderer | None = None
        self.fetched: dict[str, list[Fetched]] = {}

    def inflated(self, kustomization: Kustomization, problems: list[Problem]) -> Iterator[Resource]:
        """The objects of every chart that a kustomization or one of its generators asks for."""
        for node in asked_for(kustomization, self._files):
            name = string(node, "name") or string(node, "chartName")
            if not name:
                continue
            release = string(node, "releaseName") or name
            overlays = list(self._values(kustomization, node))
            chart = chart_of(self._charts(), kustomization, node, name)
            if chart is None:
                merged = overlays[-1] if overlays else Value({})
                here = self.fetched.setdefault(kustomization.folder, [])
                here.append(Fetched(name, release, merged, (find(node, "name") or node).location))
                problems.append(Problem(node.location, f"cannot know: the chart {name} is not in this repository", _ADVICE))
                continue
            setting = Setting(release, string(node, "namespace"))
            rendered = self._render(chart, overlays, setting)
            problems.extend(rendered[1])
            yield from rendered[0]

    def _charts(self) -> Charts:
        if self._renderer is None:
            self._renderer = Renderer(Charts(self._files))
        return self._renderer.charts

    def _render(self, chart: Chart, overlays: list[Value], setting: Setting) -> tuple[list[Resource], list[Problem]]:
        assert self._renderer is not None
        rendered = self._renderer.render(chart, overlays, setting)
        return [Resource(each, frozenset({each.name})) for each in rendered.objects], rendered.problems

    def _values(self, kustomization: Kustomization, node: Node) -> Iterator[Value]:
        """Values files, then what stands in the entry itself."""
        written = [
            string(node, "valuesFile"),
            *(each.text for each in items(node, "additionalValuesFiles") if isinstance(each, Scalar)),
        ]
        for path in written:
            reached = kustomization.reach(path) if path else None
            found = self._charts().mapping(reached) if reached else None
            if found is not None:
                yield of_node(found)
        inline = find(node, "valuesInline")
        if inline is not None:
            yield copied(of_node(inline))


def asked_for(kustomization: Kustomization, files: Files) -> Iterator[Node]:
    """The entries of `helmCharts`, and the generators that inflate charts."""
    yield from items(kustomization.node, "helmCharts")
    yield from items(kustomization.node, "helmChartInflationGenerator")
    for reference in kustomization.listed("generators"):
        path = kustomization.reach(reference.value)
        source = files.open(path) if path else None
        for document in parsed(files, source)[0] if source is not None else ():
            if string(document, "kind") == _GENERATOR:
                yield document


def chart_of(charts: Charts, kustomization: Kustomization, node: Node, name: str) -> Chart | None:
    """The chart of this repository that an entry means, in the folder where Kustomize looks for it."""
    home = (
        string(node, "chartHome")
        or string(kustomization.node, "helmGlobals", "chartHome")
        or string(node, "helmGlobals", "chartHome")
    )
    version = string(node, "version")
    for within in (name, f"{name}-{version}/{name}", posixpath.join(name, name)):
        path = kustomization.reach(posixpath.join(home or "charts", within))
        if path is not None and path in charts.by_folder:
            return charts.by_folder[path]
    return None


def inflated_charts(files: Files, charts: Charts) -> frozenset[str]:
    """The folders of the charts that kustomizations inflate, and which are no releases by themselves."""
    if not charts.by_folder:
        return frozenset()
    found: set[str] = set()
    for kustomization in Graph(files).by_folder.values():
        for node in asked_for(kustomization, files):
            name = string(node, "name") or string(node, "chartName")
            chart = chart_of(charts, kustomization, node, name) if name else None
            if chart is not None:
                found.add(chart.folder)
    return frozenset(found)
