"""Kustomize: what each overlay builds, each overlay as an environment."""

from collections.abc import Iterator

from opsworthy.facts.delivery.ground import Ground
from opsworthy.facts.delivery.reading import deliveries_of
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.helm.known_charts import resources_of
from opsworthy.facts.kubernetes.reading import facts_of, namespace_of
from opsworthy.facts.kustomize.building import Builder
from opsworthy.facts.kustomize.kustomization import NAMES, Graph
from opsworthy.facts.kustomize.naming import environments
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.text.node import string
from opsworthy.text.source import Problem


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in NAMES


def _detect(files: Files) -> Iterator[Told]:
    graph = Graph(files)
    builder = Builder(files, graph)
    built = {each.folder: builder.build(each.folder) for each in graph.tops()}
    names = environments(graph, built)
    ground = Ground(files, (each.object for objects in built.values() for each in objects))
    for top in graph.tops():
        objects = [each.object for each in built[top.folder]]
        name = names.get(top.folder)
        if name is not None:
            namespace = string(top.node, "namespace") or namespace_of(objects)
            yield EnvironmentDeclared(name, top.location, "kubernetes", ("kustomize", top.folder or "."), namespace)
        yield from facts_of(objects, name)
        yield from deliveries_of(objects, ground, name)
        for chart in builder.fetched(top.folder):
            address = f"{top.folder or '.'}/{chart.name}"
            yield from resources_of(chart.name, address, chart.values, chart.location, name, chart.release)
    yield from builder.problems
    for each in graph.circles():
        yield Problem(each.location, "this kustomization takes itself in, directly or through others", "break the circle")


DETECTOR = Detector(
    "kustomize",
    "Kustomize overlays and what they build",
    _wants,
    _detect,
    looks_at=("kustomization.yaml", "kustomization.yml", "Kustomization"),
)
