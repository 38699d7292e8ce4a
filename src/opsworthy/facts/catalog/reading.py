"""What catalogues of services have in common: entities, links, and ways to reach people."""

from collections.abc import Iterator

from opsworthy.facts.operations import Contact
from opsworthy.text.location import Stated
from opsworthy.text.node import Node, items, stated, string
from opsworthy.text.secrecy import carries_credentials

Links = tuple[tuple[str, Stated[str]], ...]


def links(node: Node | None, *path: str, title: tuple[str, ...] = ("title", "name", "type")) -> Links:
    """The links of a list of objects with an address, each by its title; an address with a password in it is left out."""
    found: list[tuple[str, Stated[str]]] = []
    for each in items(node, *path):
        address = stated(each, "url")
        if address is not None and not carries_credentials(address.value):
            found.append((next((text for key in title if (text := string(each, key))), "link"), address))
    return tuple(found)


def contact(name: str, kind: str, tool: str, handle: Stated[str] | None, about: str | None = None) -> Iterator[Contact]:
    """One way to reach somebody, where there is one and it gives no secret away."""
    if handle is not None and handle.value.strip() and not carries_credentials(handle.value):
        yield Contact(name, kind, tool, handle.location, handle.value, about)
