"""What a kustomization does to every object: namespace, names, labels, replicas, images."""

from collections.abc import Callable

from opsworthy.facts.kustomize.editing import add_pairs, change_at, put, scalar
from opsworthy.facts.kustomize.fields import fields, steps
from opsworthy.facts.kustomize.images import reimaged
from opsworthy.facts.kustomize.resources import Resource
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, items, stated, string

Resources = tuple[Resource, ...]
_MOST_LABELS = 100


def transform(node: Mapping, resources: Resources) -> Resources:
    """The objects after one kustomization's own fields, in the order in which Kustomize applies them."""
    for step in (_namespaced, _named, _common_labels, _labelled):
        resources = step(node, resources)
    return resources


def scale(node: Mapping, resources: Resources) -> Resources:
    """The objects after `replicas` and `images`, which come after every patch."""
    return _replicated(node, reimaged(node, resources))


def _namespaced(node: Mapping, resources: Resources) -> Resources:
    namespace = stated(node, "namespace")
    return resources if namespace is None else tuple(_in_namespace(each, namespace) for each in resources)


def _in_namespace(resource: Resource, namespace: Stated[str]) -> Resource:
    if resource.object.kind == "Namespace":
        same = resource.object.name == namespace.value
        return resource if same else resource.renamed(namespace.value, namespace.location)
    if resource.object.kind in fields().scope.cluster:
        return resource
    return resource.changed(put(resource.node, ("metadata", "namespace"), scalar(namespace.value, namespace.location)))


def _named(node: Mapping, resources: Resources) -> Resources:
    prefix, suffix = string(node, "namePrefix") or "", string(node, "nameSuffix") or ""
    if not prefix and not suffix:
        return resources
    where = (find(node, "namePrefix") or find(node, "nameSuffix") or node).location
    skipped = fields().scope.unprefixed
    new = {
        (each.object.kind, each.object.name): f"{prefix}{each.object.name}{suffix}"
        for each in resources
        if each.object.kind not in skipped
    }
    renamed = (_renamed(each, new.get((each.object.kind, each.object.name)), where) for each in resources)
    return tuple(_following(each, new) for each in renamed)


def _renamed(resource: Resource, name: str | None, where: Location) -> Resource:
    return resource.renamed(name, where) if name else resource


def _following(resource: Resource, new: dict[tuple[str, str], str]) -> Resource:
    """References to what was renamed, followed."""
    node: Node = resource.node
    target = string(node, "spec", "scaleTargetRef", "kind")
    for kind, paths in fields().references.items():
        for path in paths:
            if "scaleTargetRef" in path and kind != target:
                continue
            node = change_at(node, steps(path, resource.object.kind), _renaming(kind, new))
    return resource.changed(node)


def _renaming(kind: str, new: dict[tuple[str, str], str]) -> Callable[[Node], Node]:
    def change(node: Node) -> Node:
        name = new.get((kind, node.text)) if isinstance(node, Scalar) else None
        return node if name is None else scalar(name, node.location)

    return change


def _common_labels(node: Mapping, resources: Resources) -> Resources:
    common = entries(node, "commonLabels")
    return tuple(_with_labels(each, common, selectors=True, templates=True) for each in resources) if common else resources


def _labelled(node: Mapping, resources: Resources) -> Resources:
    for item in items(node, "labels")[:_MOST_LABELS]:
        given = entries(item, "pairs")
        selectors = string(item, "includeSelectors") == "true"
        templates = selectors or string(item, "includeTemplates") == "true"
        resources = tuple(_with_labels(each, given, selectors, templates) for each in resources)
        resources = _at_fields(item, "fields", given, resources)
    return resources


def _with_labels(resource: Resource, labels: tuple[Entry, ...], selectors: bool, templates: bool) -> Resource:
    kind, table = resource.object.kind, fields()
    made = ["metadata.labels"]
    made += table.templates.get(kind, ()) if templates else ()
    made += table.selectors.made.get(kind, ()) if selectors else ()
    node: Node = resource.node
    for path in made:
        node = labelled(node, steps(path, kind), labels, create=True)
    for path in table.selectors.kept.get(kind, ()) if selectors else ():
        node = labelled(node, steps(path, kind), labels, create=False)
    return resource.changed(node)


def relabelled(transformer: Node, resources: Resources) -> Resources:
    """The objects after a LabelTransformer, which says itself at which paths of which kinds it sets its labels."""
    return _at_fields(transformer, "fieldSpecs", entries(transformer, "labels"), resources)


def _at_fields(given: Node, key: str, labels: tuple[Entry, ...], resources: Resources) -> Resources:
    for spec in items(given, key)[:_MOST_LABELS]:
        path = tuple((string(spec, "path") or "").strip("/").split("/"))
        kind, create = string(spec, "kind"), string(spec, "create") == "true"
        resources = tuple(
            each.changed(labelled(each.node, path, labels, create)) if kind in (None, each.object.kind) else each
            for each in resources
        )
    return resources


def labelled(node: Node, path: tuple[str, ...], labels: tuple[Entry, ...], create: bool) -> Node:
    """The node with labels at a path; where there is no mapping yet, only with `create`."""
    if create and labels and find(node, *path) is None:
        node = put(node, path, Mapping((), labels[0].location))
    return change_at(node, path, lambda found: add_pairs(found, labels))


def _replicated(node: Mapping, resources: Resources) -> Resources:
    counts = {string(item, "name"): count for item in items(node, "replicas") if (count := find(item, "count")) is not None}
    return tuple(_with_replicas(each, counts) for each in resources) if counts else resources


def _with_replicas(resource: Resource, counts: dict[str | None, Node]) -> Resource:
    count = next((counts[name] for name in sorted(resource.names) if name in counts), None)
    replicated = resource.object.kind in fields().scope.replicated
    return resource.changed(put(resource.node, ("spec", "replicas"), count)) if count is not None and replicated else resource
