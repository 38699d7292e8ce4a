"""What a build carries along: objects with all the names that they have had."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from opsworthy.facts.go_templates.expressions.matching import Match, TooMuchWork, matches
from opsworthy.facts.go_templates.expressions.program import Program, compiled
from opsworthy.facts.kubernetes.objects import Object, objects_of, pairs
from opsworthy.facts.kustomize.editing import put, scalar
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, string


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


@lru_cache(maxsize=2000)
def _matches(pattern: str, name: str) -> bool:
    """Kustomize takes names as anchored expressions; an empty one means any name."""
    program = compiled(f"^(?:{pattern})$")
    try:
        return pattern == "" or any(True for _ in _found(program, pattern, name))
    except TooMuchWork:
        raise Unreadable(f"the expression {pattern!r} is too much work") from None


def _found(program: Program | None, pattern: str, name: str) -> Iterator[Match]:
    if program is None:
        raise Unreadable(f"the expression {pattern!r} is not followed here")
    return matches(program, name)


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
