"""Which built kustomizations are environments, and what they are called."""

import posixpath
from collections.abc import Mapping

from opsworthy.facts.kubernetes.environments import is_base, is_general, is_parent, spot
from opsworthy.facts.kustomize.kustomization import Graph, Kustomization
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
    if not name or is_general(name):
        return None
    others = _taken_from_elsewhere(graph, top)
    alike = any(_is_beside(top.folder, other) and held[top.folder] & theirs for other, theirs in held.items())
    return name if others and (alike or any(is_base(path) for path in others)) else None


def _taken_from_elsewhere(graph: Graph, top: Kustomization) -> list[str]:
    """The folders of the kustomizations that it builds on; its own subfolders are only gathered, components only added."""
    paths = (top.reach(reference.value) for role, reference in top.taken_in() if role != "components")
    return [path for path in paths if path in graph.by_folder and not f"{path}/".startswith(f"{top.folder}/")]


def _is_beside(folder: str, other: str) -> bool:
    return folder != other and posixpath.dirname(folder) == posixpath.dirname(other)


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
