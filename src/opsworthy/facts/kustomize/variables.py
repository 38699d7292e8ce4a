"""`vars`: values of objects that stand for `$(NAME)` in others."""

from collections.abc import Iterable
from collections.abc import Mapping as Mapped

from opsworthy.facts.kustomize.editing import change_at, scalar
from opsworthy.facts.kustomize.fields import steps as table_steps
from opsworthy.facts.kustomize.replacing import steps, value_at
from opsworthy.facts.kustomize.resources import Resource
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find, string
from opsworthy.text.regex import regex

_NAME = regex(r"\$\(([A-Za-z_][A-Za-z0-9_.-]{0,100})\)")
_PLACES = (
    "POD.containers",
    "POD.initContainers",
    "metadata.labels",
    "metadata.annotations",
    "spec.rules",
    "spec.tls",
    "spec.ports",
)
_DEEPEST = 30
_Place = tuple[str | None, tuple[str, ...]]


def resolved(resources: tuple[Resource, ...], declared: Iterable[Node], references: Iterable[Node] = ()) -> tuple[Resource, ...]:
    """The objects with every variable filled in whose object is among them; others stay as they are written. `references` are
    further places, as the `varReference` of a configuration names them."""
    values = {name: value for node in declared if (name := string(node, "name")) and (value := _value(node, resources))}
    places = [(string(each, "kind"), tuple((string(each, "path") or "").split("/"))) for each in references]
    return tuple(_filled(each, values, places) for each in resources) if values else resources


def _value(node: Node, resources: tuple[Resource, ...]) -> Scalar | None:
    kind, name = string(node, "objref", "kind"), string(node, "objref", "name")
    path = string(node, "fieldref", "fieldpath") or string(node, "fieldref", "fieldPath") or "metadata.name"
    found = [each for each in resources if each.object.kind == kind and name in each.names]
    value = value_at(found[0].node, steps(path)) if found else None
    return value if isinstance(value, Scalar) else None


def _filled(resource: Resource, values: Mapped[str, Scalar], places: list[_Place]) -> Resource:
    node: Node = resource.node
    kind = resource.object.kind
    own = [table_steps(path, kind) for path in _PLACES]
    for where in own + [path for meant, path in places if meant in (None, kind)]:
        if find(node, *where) is not None:
            node = change_at(node, where, lambda found: _within(found, values, 0))
    return resource.changed(node)


def _within(node: Node, values: Mapped[str, Scalar], depth: int) -> Node:
    if depth > _DEEPEST:
        return node
    if isinstance(node, Scalar):
        return _text(node, values) if "$(" in node.text else node
    if isinstance(node, Sequence):
        return Sequence(tuple(_within(item, values, depth + 1) for item in node.items), node.location)
    kept = (Entry(each.key, _within(each.value, values, depth + 1), each.location) for each in node.entries)
    return Mapping(tuple(kept), node.location)


def _text(node: Scalar, values: Mapped[str, Scalar]) -> Scalar:
    """A text that is nothing but the variable takes its value's place too."""
    only = _NAME.fullmatch(node.text)
    if only is not None and only.group(1) in values:
        return values[only.group(1)]
    text = _NAME.sub(lambda match: values[match.group(1)].text if match.group(1) in values else match.group(), node.text)
    return node if text == node.text else scalar(text, node.location)
