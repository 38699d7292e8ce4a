"""Kubernetes manifests that stand by themselves; those that a kustomization takes in are told by its detector."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.environments import spot
from opsworthy.facts.kubernetes.manifests import manifest, wants
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.kubernetes.reading import facts_of, is_told, namespace_of
from opsworthy.facts.kustomize.kustomization import Graph
from opsworthy.facts.project import EnvironmentDeclared

_ByFolder = dict[str, list[Object]]


def _detect(files: Files) -> Iterator[Told]:
    graph = Graph(files)
    objects: _ByFolder = defaultdict(list)
    for path in files.wanted:
        source = None if graph.claims(path) else files.open(path)
        if source is not None:
            read = manifest(files, source, is_told)
            yield from read.problems
            objects[path.rpartition("/")[0]].extend(read.objects)
    environments = _environments(objects)
    shared = [each for folder, held in objects.items() if folder not in environments for each in held]
    yield from facts_of(shared, None)
    for place in sorted(set(environments.values())):
        held = [each for folder in sorted(objects) if environments.get(folder) == place for each in objects[folder]]
        above, name = place
        folder = f"{above}/{name}".lstrip("/")
        yield EnvironmentDeclared(name, held[0].location, "kubernetes", ("manifests", folder), namespace_of(held))
        yield from facts_of(held, name)


def _environments(objects: _ByFolder) -> dict[str, tuple[str, str]]:
    """Each folder that stands for an environment, as (what is above, name): one that has a brother with the same objects."""
    spots = {folder: found for folder, held in objects.items() if held and (found := spot(folder)) is not None}
    held_at: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for folder, (above, name, _) in spots.items():
        held_at[above, name].update((each.kind, each.name) for each in objects[folder] if each.kind != "Namespace")
    alike = {
        place
        for place, held in held_at.items()
        if any(other != place and other[0] == place[0] and held & theirs for other, theirs in held_at.items())
    }
    return {folder: (above, name) for folder, (above, name, _) in spots.items() if (above, name) in alike}


DETECTOR = Detector("kubernetes", "Kubernetes manifests", wants, _detect, looks_at=("*.yaml", "*.yml"), only_with=("apiVersion",))
