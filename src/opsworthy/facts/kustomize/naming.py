"""Which built kustomizations are environments, and what they are called."""

import posixpath
from collections.abc import Mapping

from opsworthy.facts.kubernetes.environments import is_general, is_parent, spot
from opsworthy.facts.kustomize.kustomization import Graph, Kustomization, is_remote
from opsworthy.facts.kustomize.resources import Resource

_Held = frozenset[tuple[str, str]]


def environments(graph: Graph, built: Mapping[str, tuple[Resource, ...]]) -> dict[str, str]:
    """The environment of each top kustomization, by folder; those that stand for none are missing."""
    tops = {each.folder: each for each in graph.tops() if each.folder in built}
    held = {folder: frozenset((each.object.kind, each.object.name) for each in built[folder]) for folder in tops}
    named = {folder: name for folder, each in tops.items() if (name := _name(graph, each, held)) is not None}
    return {folder: _apart(folder, name, named, held) for folder, name in named.items()}


def _name(graph: Graph, top: Kustomization, held: dict[str, _Held]) -> str | None:
    found = spot(top.folder)
    if found is not None:
        above, name, _ = found
        if is_parent(posixpath.basename(above)) or graph.is_overlay(top) or _has_brother(top.folder, held):
            return name
        return None
    name = posixpath.basename(top.folder)
    return name if name and not is_general(name) and _builds_on_another(graph, top) else None


def _builds_on_another(graph: Graph, top: Kustomization) -> bool:
    """Whether it takes in a kustomization that stands beside it; one that takes in only its own subfolders gathers them."""
    for _, reference in top.taken_in():
        path = top.reach(reference.value)
        if not is_remote(reference.value) and path in graph.by_folder and not f"{path}/".startswith(f"{top.folder}/"):
            return True
    return False


def _has_brother(folder: str, held: dict[str, _Held]) -> bool:
    """Whether another top stands for another environment at the same place and holds some of the same objects."""
    above, name, _ = spot(folder) or ("", "", "")
    for other, theirs in held.items():
        found = spot(other)
        if found is not None and found[0] == above and found[1] != name and held[folder] & theirs:
            return True
    return False


def _apart(folder: str, name: str, named: dict[str, str], held: dict[str, _Held]) -> str:
    """overlays/prod/eu and overlays/prod/us are two environments when they hold the same objects, and one when they do not."""
    found = spot(folder)
    rivals = (other for other, theirs in named.items() if theirs == name and other != folder)
    if found is None or not found[2] or not any(held[folder] & held[other] for other in rivals):
        return name
    return "-".join((name, *found[2].split("/")))
