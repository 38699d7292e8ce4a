"""The patches of a kustomization: strategic merges and JSON patches, in files and inline."""

from collections.abc import Iterator

from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.manifests import is_definition, parsed
from opsworthy.facts.kubernetes.objects import objects_of
from opsworthy.facts.kustomize import json_patching
from opsworthy.facts.kustomize.editing import put
from opsworthy.facts.kustomize.kustomization import Kustomization
from opsworthy.facts.kustomize.merging import TooMuch, merge
from opsworthy.facts.kustomize.resources import Resource, Unreadable, selects
from opsworthy.text import yaml
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, find, items, string
from opsworthy.text.source import Problem, Source

Resources = tuple[Resource, ...]
_MOST = 1000
_MOST_CHANGES = 500_000
"""How often, in one tree, a patch may be held against an object."""


@dataclass(frozen=True, slots=True)
class _Patch:
    content: Node
    target: Node | None


class Patching:
    """Applies patches and gathers what went wrong; a patch that fails leaves its object as it was."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.problems: list[Problem] = []
        self._left = _MOST_CHANGES
        self._whole = True

    def before(self, kustomization: Kustomization, resources: Resources, whole: bool) -> Resources:
        """The objects after `patchesStrategicMerge` and `patches`, which come before names and labels. Only where the build is
        whole is a patch without an object worth a word."""
        self._whole = whole
        for field in ("patchesStrategicMerge", "patches"):
            resources = self._all(kustomization, field, resources)
        return resources

    def after(self, kustomization: Kustomization, resources: Resources) -> Resources:
        """The objects after `patchesJson6902`, which come after names and labels."""
        return self._all(kustomization, "patchesJson6902", resources)

    def _all(self, kustomization: Kustomization, field: str, resources: Resources) -> Resources:
        for item in items(kustomization.node, field)[:_MOST]:
            for patch in self._patches(kustomization, item):
                resources = self._applied(patch, resources)
        return resources

    def _patches(self, kustomization: Kustomization, item: Node) -> Iterator[_Patch]:
        """The documents of one entry: a path or a text by itself, or a mapping with `path` or `patch` and a `target`."""
        target, path, inline = find(item, "target"), find(item, "path"), find(item, "patch")
        if isinstance(item, Scalar):
            path, inline = (None, item) if "\n" in item.text else (item, None)
        if isinstance(inline, Scalar):
            read = yaml.parse(_inline(self._files, inline))
            documents, problems = read.documents, read.problems
        elif isinstance(path, Scalar):
            source = self._files.open(kustomization.reach(path.text) or "")
            documents, problems = parsed(self._files, source) if source else ((), (_missing(path),))
        else:
            return
        self.problems.extend(problems)
        for document in documents:
            yield _Patch(document, target)

    def _applied(self, patch: _Patch, resources: Resources) -> Resources:
        self._left -= len(resources)
        try:
            if self._left < 0:
                raise TooMuch("there are too many patches in this repository")
            if isinstance(patch.content, Sequence):
                return self._json_patched(patch, resources)
            return self._merged(patch, resources)
        except (Unreadable, json_patching.PatchFailed, TooMuch) as error:
            self.problems.append(Problem(patch.content.location, f"patch not applied: {error}", "look at the patch"))
            return resources

    def _json_patched(self, patch: _Patch, resources: Resources) -> Resources:
        if patch.target is None:
            raise Unreadable("a JSON patch needs a target")
        return tuple(_changed(each, patch.content) if selects(patch.target, each) else each for each in resources)

    def _merged(self, patch: _Patch, resources: Resources) -> Resources:
        meant = [each for each in resources if _is_meant(patch, each)]
        if not meant and self._whole and patch.target is None and not is_definition(string(patch.content, "kind") or ""):
            raise Unreadable("no object of this build has its kind and name")
        chosen = {id(each) for each in meant}
        changed = (_merge(each, patch.content) if id(each) in chosen else each for each in resources)
        return tuple(each for each in changed if each is not None)


def _is_meant(patch: _Patch, resource: Resource) -> bool:
    if patch.target is not None:
        return selects(patch.target, resource)
    for named in objects_of(patch.content):
        found = resource.object
        same = (named.kind, named.group) == (found.kind, found.group) and named.name in resource.names
        return same and named.namespace in (None, found.namespace)
    return False


def _merge(resource: Resource, patch: Node) -> Resource | None:
    if not isinstance(patch, Mapping):
        return resource
    own = "." not in resource.object.group or resource.object.group.endswith(".k8s.io")
    kept = tuple(entry for entry in patch.entries if entry.key not in ("apiVersion", "kind"))
    node = merge(resource.node, _without_name(Mapping(kept, patch.location)), by_name=own)
    return None if node is None else resource.changed(node)


def _without_name(patch: Mapping) -> Mapping:
    """The patch without the name and namespace that only say which object it means."""
    metadata = find(patch, "metadata")
    if not isinstance(metadata, Mapping):
        return patch
    rest = Mapping(tuple(each for each in metadata.entries if each.key not in ("name", "namespace")), metadata.location)
    entry = patch.entry("metadata")
    others = tuple(each for each in patch.entries if each is not entry)
    return Mapping((*others, type(entry)("metadata", rest, entry.location)), patch.location) if entry else patch


def _changed(resource: Resource, operations: Node) -> Resource:
    node: Node = resource.node
    if find(node, "metadata", "annotations") is None:  # Kustomize's own bookkeeping makes sure that they are there.
        node = put(node, ("metadata", "annotations"), Mapping((), node.location))
    for operation in items(operations)[:_MOST]:
        node = json_patching.apply(node, operation)
    return resource.changed(node)


def _inline(files: Files, patch: Scalar) -> Source:
    """An inline patch as a source whose lines and columns are those of the file that it stands in."""
    path, line = patch.location.path, patch.location.line
    whole = files.open(path)
    lines = whole.text.splitlines() if whole else []
    first = lines[line] if "\n" in patch.text and line < len(lines) else ""
    margin = "" if "\n---" in patch.text or patch.text.startswith("---") else first[: len(first) - len(first.lstrip())]
    indented = "\n".join(f"{margin}{each}" if each else each for each in patch.text.split("\n"))
    above = line if "\n" in patch.text else line - 1
    return Source(path, "\n" * above + indented)


def _missing(path: Scalar) -> Problem:
    return Problem(path.location, f"the patch {path.text} is not in this repository", "add the file, or remove the entry")
