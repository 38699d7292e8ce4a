"""The `images` field: other names, tags and digests for the images of containers."""

from opsworthy.facts.kustomize.editing import change_at, scalar
from opsworthy.facts.kustomize.fields import steps
from opsworthy.facts.kustomize.resources import Resource
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, find, items, string

_PLACES = ("POD.containers[].image", "POD.initContainers[].image")


def reimaged(node: Mapping, resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    """The objects with every image changed that an entry names; the image then stands where the entry says so."""
    named = {name: entry for entry in items(node, "images") if (name := string(entry, "name"))}
    return tuple(_reimaged(each, named) for each in resources) if named else resources


def _reimaged(resource: Resource, named: dict[str, Node]) -> Resource:
    changed: Node = resource.node
    for path in _PLACES:
        changed = change_at(changed, steps(path, resource.object.kind), lambda image: _image(image, named))
    return resource.changed(changed)


def _image(image: Node, named: dict[str, Node]) -> Node:
    if not isinstance(image, Scalar):
        return image
    name, tag, digest = split(image.text)
    entry = named.get(name)
    if entry is None:
        return image
    new_tag, new_digest = string(entry, "newTag"), string(entry, "digest")
    if new_digest:
        tag, digest = "", f"@{new_digest}"
    elif new_tag:
        tag, digest = f":{new_tag}", ""
    tag += string(entry, "tagSuffix") or ""
    return scalar(f"{string(entry, 'newName') or name}{tag}{digest}", _where(entry))


def _where(entry: Node) -> Location:
    """Where the entry says what a reader looks for first: the version."""
    found = (find(entry, key) for key in ("newTag", "digest", "tagSuffix", "newName"))
    return next((node.location for node in found if node is not None), entry.location)


def split(image: str) -> tuple[str, str, str]:
    """An image as its name, its tag with the colon and its digest with the at sign; a registry's port is no tag."""
    name, at, digest = image.partition("@")
    folder, slash, last = name.rpartition("/")
    last, colon, tag = last.partition(":")
    return f"{folder}{slash}{last}", colon + tag, at + digest
