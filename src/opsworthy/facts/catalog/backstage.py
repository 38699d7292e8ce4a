"""Entities of Backstage: components with their owners and what they depend on, groups and people with their addresses."""

from collections.abc import Iterator
from functools import cache

from opsworthy.facts.catalog.reading import contact, links
from opsworthy.facts.operations import CatalogEntity, Contact
from opsworthy.text.data import data_of
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, entries, find, items, stated, string

_TOOL = "backstage"
_API = "backstage.io/v"
_ENTITIES = frozenset(["API", "Component", "Domain", "Group", "Resource", "System", "User"])
_NEEDS = ("dependsOn", "consumesApis")


@cache
def _annotations() -> dict[str, dict[str, str]]:
    return data_of("opsworthy.facts.catalog", "annotations.toml")


def told(document: Node) -> Iterator[CatalogEntity | Contact]:
    """What one document says. Names that a template fills in say nothing yet."""
    kind, named = string(document, "kind"), stated(document, "metadata", "name")
    if not (string(document, "apiVersion") or "").startswith(_API) or kind not in _ENTITIES or named is None:
        return
    if not isinstance(document, Mapping) or "{{" in named.value or "${" in named.value or "<%" in named.value:
        return
    if kind not in ("Group", "User"):
        yield _entity(document, kind, named)
    yield from _contacts(document, kind, named)


def _entity(document: Mapping, kind: str, named: Stated[str]) -> CatalogEntity:
    return CatalogEntity(
        named.value,
        kind,
        _TOOL,
        named.location,
        string(document, "spec", "type"),
        stated(document, "spec", "owner"),
        string(document, "spec", "system"),
        stated(document, "spec", "lifecycle"),
        tuple(need for key in _NEEDS for each in items(document, "spec", key) if (need := stated(each)) is not None),
        links(document, "metadata", "links"),
    )


def _contacts(document: Mapping, kind: str, named: Stated[str]) -> Iterator[Contact]:
    for entry in entries(document, "metadata", "annotations"):
        known = _annotations().get(entry.key)
        if known is not None:
            yield from contact(named.value, known["kind"], known["tool"], stated(entry.value), entry.key)
    if kind in ("Group", "User"):
        shown = string(document, "spec", "profile", "displayName")
        address = stated(find(document, "spec", "profile"), "email")
        if address is not None:
            yield from contact(named.value, "team" if kind == "Group" else "person", _TOOL, address, shown)
        else:
            yield Contact(named.value, "team" if kind == "Group" else "person", _TOOL, named.location, about=shown)
