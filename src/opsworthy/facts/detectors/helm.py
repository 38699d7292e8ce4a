"""Helm charts: what each release of them runs, one for each environment that has values of its own."""

from collections.abc import Iterator
from posixpath import basename

from opsworthy.facts.delivery.ground import Ground
from opsworthy.facts.delivery.helmfiles import helmfile_paths, read_helmfile
from opsworthy.facts.delivery.reading import deliveries_of
from opsworthy.facts.delivery.releases import controllers_releases, helmfile_release, skaffold_releases
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.helm.charts import Chart, Charts
from opsworthy.facts.helm.environments import ValuesFiles
from opsworthy.facts.helm.known_charts import known_chart, resources_of
from opsworthy.facts.helm.releases import Release, releases_of
from opsworthy.facts.helm.rendering import Rendered, Renderer
from opsworthy.facts.helm.second_reading import SecondReading
from opsworthy.facts.infrastructure import ChartDeclared, ChartRendered
from opsworthy.facts.kubernetes.reading import facts_of, namespace_of
from opsworthy.facts.kustomize.inflating import inflated_charts
from opsworthy.facts.project import Dependency, EnvironmentDeclared
from opsworthy.text.node import string
from opsworthy.text.source import Problem


def _wants(path: str) -> bool:
    """A chart's own file is enough to begin; it leads to the rest."""
    return basename(path) in ("Chart.yaml", "Chart.yml")


def _detect(files: Files) -> Iterator[Told]:
    charts = Charts(files)
    renderer = Renderer(charts)
    releases = list(_releases(files, charts)) if charts.by_folder else []
    second = SecondReading(charts, releases)
    told: list[Told] = []
    for release in releases:
        rendered = second.of(release, renderer.render(release.chart, list(release.overlays), release.setting))
        told.extend(_released(charts, release, rendered))
        told.extend(deliveries_of(rendered.objects, Ground(files, rendered.objects), release.environment))
    for _, chart in sorted(charts.by_folder.items()):
        yield _declared(chart, second.summary(chart))
    yield from told
    problems = dict.fromkeys((*charts.problems, *renderer.problems))
    yield from (each for each in problems if not second.refutes(each))


def _releases(files: Files, charts: Charts) -> Iterator[Release]:
    """Everything that is released of the charts of this tree."""
    values = ValuesFiles(charts)
    told = list(_told(files, charts))
    inner = {chart.folder for chart in charts.tops()}
    inflated = inflated_charts(files, charts)
    for folder in sorted(inner | {each.chart.folder for each in told}):
        chart = charts.by_folder[folder]
        named = [each for each in told if each.chart is chart]
        if named or folder not in inflated:
            yield from releases_of(chart, values, named)


def _told(files: Files, charts: Charts) -> Iterator[Release]:
    """The releases that other tools' files name."""
    yield from controllers_releases(files, charts)
    yield from skaffold_releases(files, charts)
    for path in helmfile_paths(files):
        for each in read_helmfile(files, path, []):
            release = helmfile_release(charts, each)
            yield from () if release is None else (release,)


def _declared(chart: Chart, rendered: ChartRendered | None) -> ChartDeclared:
    return ChartDeclared(
        chart.name,
        chart.folder or ".",
        chart.location,
        version=string(chart.node, "version"),
        app_version=string(chart.node, "appVersion"),
        dependencies=tuple(Dependency(each.name, each.location, each.version) for each in chart.needs),
        library=chart.is_library,
        rendered=rendered,
    )


def _released(charts: Charts, release: Release, rendered: Rendered) -> Iterator[Told]:
    chart = release.chart
    if release.environment is not None and (release.location is not None or not release.told):
        namespace = release.setting.namespace or namespace_of(rendered.objects)
        where = release.location or chart.location
        yield EnvironmentDeclared(release.environment, where, "kubernetes", ("helm", chart.folder or "."), namespace)
    yield from facts_of(rendered.objects, release.environment)
    for scope in rendered.scope.walk():
        for need, own in scope.missing:
            address = f"{scope.path}/charts/{need.key}"
            called = f"{release.setting.name}-{need.key}"
            yield from resources_of(need.name, address, own, need.location, release.environment, called)
            archive = charts.packed(scope.chart, need) if known_chart(need.name) is None else None
            if archive is not None:
                told = f"cannot know: what the chart {need.name} runs is packed in {archive}"
                yield Problem(need.location, told, "unpack it there to have it read")
    yield from rendered.problems


DETECTOR = Detector("helm", "Helm charts and what their releases run", _wants, _detect, looks_at=("Chart.yaml", "Chart.yml"))
