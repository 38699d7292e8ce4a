"""What a build carries along: objects with all the names that they have had."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from opsworthy.facts.kubernetes.objects import Object, objects_of, pairs
from opsworthy.facts.kustomize.editing import put, scalar
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, string

_PLAIN = re.compile(r"[A-Za-z0-9_-]*")
_WILDCARDS = re.compile(r"[A-Za-z0-9_-]*(?:\.[*+][A-Za-z0-9_-]*)*")


class Unreadable(ValueError):
    """A selector that is more than we follow."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One object in the making; `names` are those it was ever known by, since patches may use any of them."""

    object: Object
    names: frozenset[str]

    @property
    def node(self) -> Mapping:
        return self.object.node

    @property
    def identity(self) -> tuple[str, str, str | None, str]:
        return self.object.group, self.object.kind, self.object.namespace, self.object.name

    def changed(self, node: Node) -> "Resource":
        """The resource with another content, and the name that stands there."""
        if not isinstance(node, Mapping):
            return self
        name = string(node, "metadata", "name") or self.object.name
        return Resource(replace(self.object, name=name, node=node), self.names | {name})

    def renamed(self, name: str, location: Location) -> "Resource":
        return self.changed(put(self.node, ("metadata", "name"), scalar(name, location)))


def resources_of(documents: Iterable[Node]) -> Iterator[Resource]:
    for document in documents:
        for each in objects_of(document):
            yield Resource(each, frozenset({each.name}))


def selects(target: Node, resource: Resource) -> bool:
    """Whether a patch's target means a resource. Raises Unreadable for expressions that we do not follow."""
    found = resource.object
    asked = (
        (string(target, "kind"), {found.kind}),
        (string(target, "name"), resource.names),
        (string(target, "group"), {found.group}),
        (string(target, "namespace"), {found.namespace or "default"}),
    )
    if not all(wanted is None or any(_matches(wanted, name) for name in names) for wanted, names in asked):
        return False
    labels = string(target, "labelSelector")
    annotations = string(target, "annotationSelector")
    return (not labels or _has(labels, dict(pairs(resource.node, "metadata", "labels")))) and (
        not annotations or _has(annotations, dict(pairs(resource.node, "metadata", "annotations")))
    )


def _matches(pattern: str, name: str) -> bool:
    """Kustomize takes names as anchored expressions; plain names, `.*` and alternatives are followed, others are not:
    an expression from a stranger's file may take forever."""
    written = pattern.removeprefix("^").removesuffix("$")
    if written.startswith("(") and written.endswith(")"):
        written = written[1:-1]
    for choice in written.split("|"):
        if _PLAIN.fullmatch(choice):
            found = choice == name
        elif _WILDCARDS.fullmatch(choice):
            found = _wild(choice, name)
        elif choice.replace(".", "").replace("-", "").isalnum():
            found = choice == name
        else:
            raise Unreadable(f"the expression {pattern!r} is not followed here")
        if found:
            return True
    return written == ""


def _wild(pattern: str, name: str) -> bool:
    """Greedy matching of plain pieces around `.*` and `.+`, in one pass over the name."""
    first, *rest = re.split(r"\.[*+]", pattern)
    if not name.startswith(first):
        return False
    at = len(first)
    for piece in rest[:-1]:
        found = name.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return name.endswith(rest[-1]) and len(name) - len(rest[-1]) >= at


def _has(selector: str, labels: dict[str, str]) -> bool:
    for part in selector.split(","):
        name, sign, value = re.match(r"\s*([^=!\s]*)\s*(==|!=|=|)\s*(.*?)\s*$", part[:300]).groups()  # type: ignore[union-attr]
        if " " in value or "(" in part:
            raise Unreadable(f"the selector {selector!r} is not followed here")
        if sign == "!=" and labels.get(name) == value:
            return False
        if sign in ("=", "==") and labels.get(name) != value:
            return False
        if not sign and name not in labels:
            return False
    return True
