"""Objects that stand by themselves: no chart renders them and no kustomization takes them in."""

from collections.abc import Iterator

from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.manifests import manifest
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.kustomize.kustomization import Graph


def standing(files: Files, marker: str, kinds: frozenset[str]) -> Iterator[Object]:
    """The objects of these kinds in the wanted files whose text has a marker, where no kustomization takes them in."""
    marked = [source for source in files if marker in source.text]
    graph = Graph(files) if marked else None
    for source in marked:
        if graph is not None and not graph.claims(source.path):
            yield from manifest(files, source, kinds.__contains__).objects
