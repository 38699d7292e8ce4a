"""Links: where they lead inside the repository."""

import re
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from opsworthy.documents.document import Document, Link
from opsworthy.rules.shapes.reading import reading
from opsworthy.system.model import System
from opsworthy.text.address import split

_ANCHOR = re.compile(r"<a\s[^>]{0,200}?(?:id|name)=[\"']([^\"']{1,200})", re.IGNORECASE)
_STYLED = re.compile(r"[*_`~]|!?\[([^\]]*)\]\([^)]*\)")


def follow(system: System, document: Document, link: Link) -> str | None:
    """Why a link leads nowhere; empty where it leads somewhere; None where it leads out of the repository."""
    target = link.target.strip().strip("<>")
    parts = split(target)
    if parts.scheme or target.startswith("//"):
        return None
    path = place(document, link)
    if path is None:
        return "the path leaves the repository"
    if path and not _exists(system, path):
        return f"there is no {path}"
    if parts.fragment and path in ("", document.path):
        return _anchored(document, unquote(parts.fragment))
    return ""


def place(document: Document, link: Link) -> str | None:
    """The path in the repository that a link names: empty for the document itself, None for one outside."""
    path = unquote(split(link.target.strip().strip("<>")).path)
    if not path:
        return ""
    whole = normpath(path.lstrip("/") if path.startswith("/") else join(dirname(document.path), path))
    return None if whole.startswith("..") else whole


def resolves_to(document: Document, link: Link, path: str) -> bool:
    """Whether a link leads to this file of the repository."""
    return not split(link.target).scheme and place(document, link) == path


def _exists(system: System, path: str) -> bool:
    if not system.paths or path in system.paths or path == ".":
        return True
    return any(other.startswith(f"{path}/") for other in system.paths) or any(
        gone.path.rstrip("/") == path for gone in system.left_out
    )


def _anchored(document: Document, fragment: str) -> str:
    return "" if fragment.lower() in anchors(document.text, document) else f"there is no heading #{fragment[:80]}"


@lru_cache(maxsize=8)
def _named(text: str) -> frozenset[str]:
    return frozenset(name.lower() for name in _ANCHOR.findall(text))


def anchors(text: str, document: Document) -> frozenset[str]:
    """The anchors of a document as GitHub makes them from its headings, and those it names itself."""
    counted: dict[str, int] = {}
    made = set(_named(text))
    for passage in reading(document).headed:
        slug = slug_of(passage.title)
        made.add(f"{slug}-{counted[slug]}" if slug in counted else slug)
        counted[slug] = counted.get(slug, 0) + 1
    return frozenset(made)


def slug_of(title: str) -> str:
    """The anchor of a heading: lower case, spaces to dashes, other marks gone."""
    words = _STYLED.sub(lambda styled: styled.group(1) or "", title).strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
