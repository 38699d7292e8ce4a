"""The releases of this repository's own charts that Argo CD, Flux, helmfile and Skaffold are told to make."""

import posixpath
from collections.abc import Iterable, Iterator

from opsworthy.facts.delivery.argo import Sourced, sources_of
from opsworthy.facts.delivery.environments import of_folders, of_names, of_values_files
from opsworthy.facts.delivery.ground import Ground
from opsworthy.facts.delivery.helmfiles import Told
from opsworthy.facts.delivery.inline import values_of
from opsworthy.facts.delivery.paths import within
from opsworthy.facts.files import Files
from opsworthy.facts.go_templates.values import Value, copied, of_node
from opsworthy.facts.helm.built_in import Setting
from opsworthy.facts.helm.charts import Charts
from opsworthy.facts.helm.releases import Release
from opsworthy.facts.kubernetes.manifests import manifest, wants
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.text.node import Node, Scalar, find, items, string

_KINDS = frozenset({"Application", "ApplicationSet", "HelmRelease"})
_MARKERS = ("argoproj.io/", "helm.toolkit.fluxcd.io/")


def controllers_releases(files: Files, charts: Charts) -> Iterator[Release]:
    """Those of Argo CD and Flux, whose objects may stand in any YAML file that no chart renders."""
    objects = list(_objects(files))
    ground = Ground(files, objects)
    for found in objects:
        if found.kind == "HelmRelease":
            yield from _of_flux(charts, found)
        for source in sources_of(found, ground, None, []):
            yield from _of_argo(charts, source)


def _objects(files: Files) -> Iterator[Object]:
    for path in (*files.matching("*.yaml"), *files.matching("*.yml")):
        source = files.open(path) if wants(path) else None
        if source is not None and any(marker in source.text for marker in _MARKERS):
            yield from manifest(files, source, _KINDS.__contains__).objects


def _of_argo(charts: Charts, source: Sourced) -> Iterator[Release]:
    folder = "" if source.path == "." else source.path
    chart = charts.by_folder.get(folder) if folder is not None else None
    if chart is not None:
        paths = (_reached(chart.folder, each) for each in source.values_files)
        overlays = (*_of_files(charts, paths), values_of(source.node))
        setting = Setting(source.release, source.namespace)
        yield Release(chart, setting, source.environment, None, tuple(overlays), told=True)


def _reached(folder: str, written: str) -> str | None:
    """A values file by its path within the chart, or within the repository that `$values` stands for."""
    if written.startswith("$"):
        return written.partition("/")[2] or None
    return posixpath.normpath(written.lstrip("/")) if written.startswith("/") else within(folder, written)


def _of_flux(charts: Charts, found: Object) -> Iterator[Release]:
    spec = find(found.spec, "chart", "spec")
    written = string(spec, "chart") or ""
    chart = charts.by_folder.get(posixpath.normpath(written)) if string(spec, "sourceRef", "kind") == "GitRepository" else None
    if chart is not None:
        files = [each.text for each in items(spec, "valuesFiles") if isinstance(each, Scalar)]
        overlays = [*_of_files(charts, (posixpath.normpath(each) for each in files))]
        held = find(found.spec, "values")
        overlays += [copied(of_node(held))] if held is not None else []
        setting = Setting(
            string(found.spec, "releaseName") or found.name, string(found.spec, "targetNamespace") or found.namespace
        )
        place = of_values_files(files) or of_folders((found.location.path.rpartition("/")[0],)) or of_names((found.namespace,))
        yield Release(chart, setting, place, None, tuple(overlays), told=True)


def _of_files(charts: Charts, paths: Iterable[str | None]) -> Iterator[Value]:
    for path in paths:
        node = charts.mapping(path) if path is not None else None
        if node is not None:
            yield of_node(node)


def helmfile_release(charts: Charts, told: Told) -> Release | None:
    """The release of a chart of this repository that a helmfile names."""
    chart = charts.by_folder.get("" if told.path == "." else told.path) if told.path is not None else None
    if chart is None:
        return None
    place = told.environment
    return Release(
        chart,
        Setting(told.name.value, told.namespace),
        place.value if place is not None else None,
        place.location if place is not None else None,
        told.values,
        told=True,
    )


def skaffold_releases(files: Files, charts: Charts) -> Iterator[Release]:
    """Those of Skaffold's configurations, which name a chart's folder and its values files."""
    for path in (*files.matching("skaffold*.y*ml"), *files.matching("*/skaffold*.y*ml")):
        source = files.open(path)
        if source is None or "chartPath" not in source.text:
            continue
        for document in files.yaml(source).documents:
            for place in (document, *items(document, "profiles")):
                name = string(place, "name") if place is not document else None
                for key in ("manifests", "deploy"):
                    yield from _of_skaffold(charts, path, items(place, key, "helm", "releases"), name)


def _of_skaffold(charts: Charts, path: str, nodes: tuple[Node, ...], profile: str | None) -> Iterator[Release]:
    folder = posixpath.dirname(path)
    for node in nodes:
        written = string(node, "chartPath")
        reached = within(folder, written) if written else None
        chart = charts.by_folder.get("" if reached == "." else reached) if reached is not None else None
        if chart is None:
            continue
        values = [each.text for each in items(node, "valuesFiles") if isinstance(each, Scalar)]
        overlays = _of_files(charts, (within(folder, each) for each in values))
        setting = Setting(string(node, "name") or chart.name, string(node, "namespace"))
        yield Release(chart, setting, of_values_files(values) or of_names((profile,)), None, tuple(overlays), told=True)
