"""Kubernetes objects as documents hold them, before anything is read out of them."""

from collections.abc import Iterator

from opsworthy.facts.workloads import Pairs
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, items, string


@dataclass(frozen=True, slots=True, eq=False)
class FilledIn(Scalar):
    """A value that a template takes from a values file: it stands there, and what it belongs to stands in the template."""


@dataclass(frozen=True, slots=True)
class Object:
    """One object by its group (`apps` of `apps/v1`; empty for the core), kind and name. `stands` is where it is stated, for one
    of several that a loop prints from the same lines."""

    group: str
    kind: str
    name: str
    node: Mapping
    stands: Location | None = None

    @property
    def location(self) -> Location:
        return self.stands or self.node.location

    @property
    def namespace(self) -> str | None:
        return string(self.node, "metadata", "namespace")

    @property
    def spec(self) -> Node | None:
        return find(self.node, "spec")


def objects_of(document: Node) -> Iterator[Object]:
    """The objects of a document: itself, or the items of a `List`; what has no kind or no name is none."""
    kind, version = string(document, "kind"), string(document, "apiVersion")
    if not isinstance(document, Mapping) or not kind or not version:
        return
    if kind.endswith("List") and find(document, "items") is not None:
        for item in items(document, "items"):
            yield from () if (string(item, "kind") or "").endswith("List") else objects_of(item)
        return
    name = string(document, "metadata", "name") or (string(document, "metadata", "generateName") or "").rstrip("-")
    if name:
        group, slash, _ = version.rpartition("/")
        yield Object(group if slash else "", kind, name, document)


def pairs(node: Node | None, *path: str | int) -> Pairs:
    """The mapping at a path as pairs of texts, what is not a scalar left out."""
    return tuple((entry.key, entry.value.text) for entry in entries(node, *path) if isinstance(entry.value, Scalar))


def place(whole: Node, *parts: Node | None) -> Location:
    """Where to look for a value: at the whole or, when a patch set one of its parts, at the first part from another file."""
    for part in parts:
        if part is not None and part.location.path != whole.location.path and not isinstance(part, FilledIn):
            return with_name(find(whole, "name") or find(whole, "metadata", "name"), part)
    return whole.location


def named_place(whole: Node, *parts: Node | None) -> Location:
    """As `place`, for what is nothing without its name: at the whole where the other file does not say that."""
    found, name = place(whole, *parts), find(whole, "name") or find(whole, "metadata", "name")
    return found if name is None or name.location.path == found.path else whole.location


def with_name(name: Node | None, part: Node) -> Location:
    """Where a value stands, together with the name of what it belongs to where both stand in one file."""
    if name is None or name.location.path != part.location.path:
        return part.location
    first, last = sorted((name.location, part.location))
    return Location(first.path, first.line, first.column, last.end_line or last.line, last.end_column)


def number_place(whole: Node, part: Node | None) -> Location:
    """As `place`, for what is mainly its number: that is looked for in the values file that states it."""
    return part.location if isinstance(part, FilledIn) else place(whole, part)
