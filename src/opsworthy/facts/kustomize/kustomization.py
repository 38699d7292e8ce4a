"""kustomization.yaml files: what each names, and which of them stand on top."""

import posixpath
from collections.abc import Iterator

from opsworthy.facts.files import Files
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, find, items, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem
from opsworthy.text.yaml import Documents

NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
_TAKEN_IN = ("resources", "bases", "components")
_LISTS_OF_FILES = (
    *_TAKEN_IN, "patches", "patchesStrategicMerge", "configurations", "crds", "generators", "transformers", "validators",
)  # fmt: skip
_MOST_CIRCLES = 20
_LISTS_WITH_A_PATH = ("patches", "patchesJson6902", "replacements")
_REMOTE = regex(
    r"^[a-z][a-z0-9+.-]*://|^git@|^[\w.-]+@[\w.-]+:|^(www\.)?(github|gitlab|bitbucket)\.(com|org)/|\.git($|[/?])|\?ref="
)


def is_remote(reference: str) -> bool:
    """Whether a resource stands in another repository or on the web."""
    return bool(_REMOTE.search(reference[:300]))


@dataclass(frozen=True, slots=True)
class Kustomization:
    """One kustomization file; `folder` is what its paths are relative to ("" for the root)."""

    folder: str
    node: Mapping

    @property
    def location(self) -> Location:
        return self.node.location

    @property
    def is_component(self) -> bool:
        return string(self.node, "kind") == "Component"

    def reach(self, reference: str) -> str | None:
        """A reference as a path of the tree; None where it leads out."""
        path = posixpath.normpath(posixpath.join(self.folder, reference))
        return None if path.startswith(("../", "/")) or path == ".." else path.removeprefix("./") if path != "." else ""

    def listed(self, key: str) -> Iterator[Stated[str]]:
        for item in items(self.node, key):
            if isinstance(item, Scalar) and item.text:
                yield Stated(item.text, item.location)

    def references(self) -> Iterator[str]:
        """The tree paths of every file and folder that this one names, in whatever role."""
        written = [each.value for key in _LISTS_OF_FILES for each in self.listed(key)]
        written += [path for key in _LISTS_WITH_A_PATH for item in items(self.node, key) if (path := string(item, "path"))]
        for key in ("configMapGenerator", "secretGenerator"):
            for generator in items(self.node, key):
                written += [each.text.rpartition("=")[2] for each in _scalars(generator)]
        for chart in items(self.node, "helmCharts"):
            written += [path for path in (string(chart, "valuesFile"),) if path]
        for reference in written:
            path = None if is_remote(reference) else self.reach(reference)
            if path is not None:
                yield path

    def taken_in(self) -> Iterator[tuple[str, Stated[str]]]:
        """Resources, bases and components as (role, reference), in the order in which Kustomize reads them."""
        for role in _TAKEN_IN:
            for reference in self.listed(role):
                yield role, reference


def _scalars(generator: Node) -> Iterator[Scalar]:
    for key in ("files", "envs"):
        yield from (item for item in items(generator, key) if isinstance(item, Scalar))
    env = find(generator, "env")
    if isinstance(env, Scalar):
        yield env


class Graph:
    """All kustomizations of a tree, by folder; `problems` are their files that could not be read whole."""

    def __init__(self, files: Files) -> None:
        self.by_folder: dict[str, Kustomization] = {}
        self.problems: list[Problem] = []
        for name in reversed(NAMES):
            for path in (*files.matching(f"*/{name}"), *files.matching(name)):
                source = files.open(path)
                read = files.yaml(source) if source else Documents(())
                documents = read.documents
                self.problems.extend(read.problems)
                if documents and isinstance(documents[0], Mapping) and _is_kustomization(documents[0]):
                    folder = posixpath.dirname(path)
                    self.by_folder[folder] = Kustomization(folder, documents[0])
        named = {folder: frozenset(each.references()) for folder, each in self.by_folder.items()}
        self._claimed = frozenset(path for references in named.values() for path in references)
        self._included = frozenset(path for folder, references in named.items() for path in references if path != folder)

    def claims(self, path: str) -> bool:
        """Whether a file belongs to a kustomization and says nothing by itself."""
        return path in self._claimed or path.rpartition("/")[2] in NAMES

    def tops(self) -> tuple[Kustomization, ...]:
        """Those that no other takes in, components never among them, by folder."""
        found = (self.by_folder[folder] for folder in sorted(self.by_folder) if folder not in self._included)
        return tuple(each for each in found if not each.is_component)

    def circles(self) -> tuple[Kustomization, ...]:
        """Those that take themselves in, directly or through others (the first few of them): Kustomize refuses them."""
        edges = {folder: self._taken_in(each) for folder, each in self.by_folder.items()}
        users: dict[str, list[str]] = {}
        for folder, taken in edges.items():
            for path in taken:
                users.setdefault(path, []).append(folder)
        left = {folder: len(taken) for folder, taken in edges.items()}
        waiting = [folder for folder, count in left.items() if count == 0]
        while waiting:  # What takes in nothing, or only such, is in no circle.
            for user in users.get(waiting.pop(), ()):
                left[user] -= 1
                waiting += [user] if left[user] == 0 else []
        suspects = sorted(folder for folder, count in left.items() if count)[:_MOST_CIRCLES]
        return tuple(self.by_folder[folder] for folder in suspects if _reaches_itself(folder, edges))

    def _taken_in(self, kustomization: Kustomization) -> frozenset[str]:
        paths = (kustomization.reach(reference.value) for _, reference in kustomization.taken_in())
        return frozenset(path for path in paths if path is not None and path in self.by_folder)

    def is_overlay(self, kustomization: Kustomization) -> bool:
        """Whether it takes in another kustomization, here or elsewhere, or gives a chart its values."""
        if items(kustomization.node, "helmCharts"):
            return True
        for _, reference in kustomization.taken_in():
            if is_remote(reference.value) or kustomization.reach(reference.value) in self.by_folder:
                return True
        return False


def _reaches_itself(folder: str, edges: dict[str, frozenset[str]]) -> bool:
    reached: set[str] = set()
    waiting = [folder]
    while waiting:
        new = edges[waiting.pop()] - reached
        reached |= new
        waiting += new
    return folder in reached


def _is_kustomization(node: Mapping) -> bool:
    """A Flux Kustomization shares the kind and stands in another group; an old file may have no kind at all."""
    version = string(node, "apiVersion") or "kustomize.config.k8s.io"
    return version.startswith("kustomize.config.k8s.io") and (string(node, "kind") or "Kustomization") in (
        "Kustomization",
        "Component",
    )
