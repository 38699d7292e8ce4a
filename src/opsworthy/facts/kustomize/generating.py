"""ConfigMaps and Secrets that a kustomization makes out of literals and files."""

import posixpath
from collections.abc import Iterator

from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.kustomize.editing import put, scalar
from opsworthy.facts.kustomize.kustomization import Kustomization
from opsworthy.facts.kustomize.resources import Resource
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, find, items, string
from opsworthy.text.source import Source

_KINDS = (("configMapGenerator", "ConfigMap", "data"), ("secretGenerator", "Secret", "stringData"))


def generate(kustomization: Kustomization, resources: tuple[Resource, ...], files: Files) -> tuple[Resource, ...]:
    """The objects with what the generators add to them. The suffix that Kustomize adds to their names is a digest of
    contents that this repository may not hold; it is left away. A file that is not there leaves its keys unknown."""
    for field, kind, place in _KINDS:
        for generator in items(kustomization.node, field):
            name = string(generator, "name")
            if name:
                entries = tuple(_entries(kustomization, generator, files))
                resources = _joined(resources, generator, kind, place, name, entries)
    return resources


def _joined(
    resources: tuple[Resource, ...], generator: Node, kind: str, place: str, name: str, entries: tuple[Entry, ...]
) -> tuple[Resource, ...]:
    behavior = string(generator, "behavior")
    if behavior in ("merge", "replace"):
        return tuple(
            _changed(each, place, entries, whole=behavior == "replace")
            if each.object.kind == kind and name in each.names
            else each
            for each in resources
        )
    where = generator.location
    node: Node = Mapping((), where)
    namespace = string(generator, "namespace")
    for path, text in ((("apiVersion",), "v1"), (("kind",), kind), (("metadata", "name"), name)):
        node = put(node, path, scalar(text, where))
    node = put(node, ("metadata", "namespace"), scalar(namespace, where)) if namespace else node
    node = put(node, (place,), Mapping(entries, where))
    assert isinstance(node, Mapping)
    return (*resources, Resource(Object("", kind, name, node), frozenset({name})))


def _changed(resource: Resource, place: str, entries: tuple[Entry, ...], whole: bool) -> Resource:
    old = find(resource.node, place)
    kept = {entry.key: entry for entry in old.entries} if isinstance(old, Mapping) and not whole else {}
    merged = {**kept, **{entry.key: entry for entry in entries}}
    return resource.changed(put(resource.node, (place,), Mapping(tuple(merged.values()), resource.node.location)))


def _entries(kustomization: Kustomization, generator: Node, files: Files) -> Iterator[Entry]:
    for item in items(generator, "literals"):
        if isinstance(item, Scalar):
            key, _, value = item.text.partition("=")
            yield Entry(key, scalar(_unquoted(value), item.location), item.location)
    for item in items(generator, "files"):
        if isinstance(item, Scalar):
            key, given, path = item.text.rpartition("=")
            source = files.open(kustomization.reach(path) or "")
            content = Scalar(source.text, source.text, _whole(source)) if source else Scalar(None, "", item.location)
            yield Entry(key if given else posixpath.basename(path), content, item.location)
    env = find(generator, "env")
    for item in (*items(generator, "envs"), *((env,) if env is not None else ())):
        if isinstance(item, Scalar):
            yield from _variables(kustomization, files, item.text)


def _whole(source: Source) -> Location:
    return source.at(1, 1, source.text.rstrip("\n").count("\n") + 1)


def _variables(kustomization: Kustomization, files: Files, path: str) -> Iterator[Entry]:
    source = files.open(kustomization.reach(path) or "")
    for number, line in enumerate(source.text.splitlines() if source else (), start=1):
        key, given, value = line.strip().partition("=")
        if given and key and not key.startswith("#"):
            where = Location(source.path if source else path, number)
            yield Entry(key.strip(), scalar(_unquoted(value.strip()), where), where)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value
