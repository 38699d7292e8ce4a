"""Links: where they lead inside the repository."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote

from opsworthy.documents.document import Document, Link
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.anchor import anchors, anchors_of_text, leads, letters_of
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.same import Same
from opsworthy.system.model import System
from opsworthy.text.address import split
from opsworthy.text.regex import regex

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")
_HOLE = regex(r"\{\{|\{%|\{[a-z]|<[a-z]|\$[({A-Z]|%[A-Z_]+%|__[A-Z][A-Z_]{2,30}__")
_ON_SITE = regex(r"/(?:blob|tree|raw|src|-/blob)/")
_LINES = regex(r"L(\d{1,7})(?:C\d+)?(?:-L?(\d{1,7})(?:C\d+)?)?")
# What stands beside the files on the site of a repository: `../../issues` leads there.
_SITE = frozenset(
    [
        "actions", "archive", "blob", "commits", "compare", "discussions", "graphs", "issues", "labels", "milestones", "projects",
        "pull", "pulls", "raw", "releases", "security", "settings", "tags", "tree", "wiki",
    ]
)  # fmt: skip
_PAGES = (
    "",
    ".md",
    ".mdx",
    ".markdown",
    ".rst",
    ".adoc",
    ".html",
    "/index.md",
    "/README.md",
    "/_index.md",
    "/index.mdx",
    "/index.html",
)
_GENERATORS = regex(
    r"(?:^|/)(?:mkdocs\.ya?ml|docusaurus\.config\.[jt]s|hugo\.(?:toml|ya?ml)|_config\.ya?ml|antora\.yml|conf\.py|book\.toml"
    r"|sidebars?\.[jt]s|\.vitepress/config\.\w+|vuepress\.config\.\w+|astro\.config\.\w+|\.vuepress/config\.\w+|mint\.json"
    r"|docs\.json)$"
)
_SEVERAL, _MOST_BESIDE = 3, 40
_LABEL = regex(r"[\w:-]{2,120}")
_LABELLED = regex(r"(?:^|/)(?:myst\.yml|_toc\.yml|conf\.py)$")
_ROOTS = ("", "docs", "doc", "content", "website", "website/docs", "site", "static", "public", "docs/static", "website/static",
          "docs/public", "src", "src/pages", "src/content", "content/en", "content/docs")  # fmt: skip


def follow(subject: Subject, document: Document, link: Link) -> str | None:
    """Why a link leads nowhere; empty where it leads somewhere; None where it leads out of the repository, or nobody can say."""
    target = link.target.strip().strip("<>")
    parts = split(target)
    if parts.scheme or target.startswith("//") or _SCHEME.match(target) or _HOLE.search(unquote(target)):
        return None
    path = place(document, link)
    if path is None:
        return None if _of_the_site(document, target) or _joined(subject, document) else "the path leaves the repository"
    found = found_at(subject.system, document, parts.path, path) if path else document.path
    if found is None:
        system = subject.system
        beyond = _is_label(system, target) or _of_an_application(system, parts.path) or _of_another_site(system, path)
        return None if beyond else f"there is no {path}"
    if not parts.fragment:
        return ""
    fragment = unquote(parts.fragment)
    told = _fragment(subject, document, found, fragment)
    if told and not parts.path and fragment.lower() in _joined(subject, document):
        return None
    return None if told and not parts.path and _is_label(subject.system, fragment) else told


def _is_label(system: System, target: str) -> bool:
    """Whether a link names a label that stands in another document, as sites built by Sphinx or MyST resolve them."""
    return _LABEL.fullmatch(target) is not None and any(_LABELLED.search(path) for path in system.paths)


def place(document: Document, link: Link) -> str | None:
    """The path in the repository that a link names: empty for the document itself, None for one outside."""
    path = unquote(split(link.target.strip().strip("<>")).path)
    if not path:
        return ""
    whole = normpath(path.lstrip("/") if path.startswith("/") else join(dirname(document.path), path))
    return None if whole.startswith("..") else whole


def resolves_to(system: System, document: Document, link: Link, path: str) -> bool:
    """Whether a link leads to this file of the repository, by its path or by its address on the repository's site."""
    parts = split(link.target)
    if parts.scheme:
        return (
            parts.scheme in ("http", "https") and bool(_ON_SITE.search(parts.path)) and unquote(parts.path).endswith(f"/{path}")
        )
    named = place(document, link)
    return bool(named) and (named == path or found_at(system, document, parts.path, named or "") == path)


def found_at(system: System, document: Document, written: str, path: str) -> str | None:
    """The file or folder that a path leads to, on the site of the repository or one made of its pages; None for none."""
    if not system.paths or path == ".":
        return path
    return next((each for each in _ways(document, unquote(written), path, generated(system)) if _exists(system, each)), None)


def _ways(document: Document, written: str, path: str, is_site: bool) -> Iterator[str]:
    """The places that a link may mean. A site shows `deploy.md` as `deploy/`, so that `../api/` stands beside it."""
    yield path
    stem, ending = splitext(path)
    pages = _PAGES if ending.lower() in ("", ".html") or not is_site else ("",)
    yield from (f"{path}{page}" for page in pages[1:])
    if ending == ".html":
        yield from (f"{stem}{page}" for page in (".md", ".mdx", ".rst", ".adoc"))
    if written.startswith("/"):
        yield from (f"{below}{page}" for below in (normpath(join(root, path)) for root in _ROOTS) for page in pages)
    elif is_site and basename(document.path).lower() not in ("index.md", "readme.md"):
        beside = normpath(join(splitext(document.path)[0], written))
        yield from (f"{beside}{page}" for page in pages)


@lru_cache(maxsize=4)
def _folders(paths: frozenset[str]) -> frozenset[str]:
    """Every folder that holds a file."""
    found: set[str] = set()
    for path in paths:
        folder = dirname(path)
        while folder and folder not in found:
            found.add(folder)
            folder = dirname(folder)
    return frozenset(found)


@lru_cache(maxsize=4)
def _is_generated(paths: frozenset[str]) -> bool:
    return any(_GENERATORS.search(path) for path in paths)


def generated(system: System) -> bool:
    """Whether a generator of sites makes pages of the repository's documents."""
    return _is_generated(system.paths)


def _exists(system: System, path: str) -> bool:
    path = path.rstrip("/")
    return (
        path in system.paths
        or path in _folders(system.paths)
        or (bool(system.left_out) and any(gone.path.rstrip("/") == path for gone in system.left_out))
    )


def _of_the_site(document: Document, target: str) -> bool:
    """Whether a path that leaves the repository leads to a page of its site, such as its issues."""
    whole = normpath(join(dirname(document.path), unquote(split(target).path)))
    first = next((part for part in whole.split("/") if part != ".."), "")
    return first in _SITE and not splitext(whole)[1]


def _of_an_application(system: System, written: str) -> bool:
    """Whether a path from the root may be an address of a running site: `/dashboard`, or of a file below a folder that a site
    takes for its root."""
    if not written.startswith("/"):
        return False
    return not splitext(written)[1] or generated(system) or any(path.endswith(unquote(written)) for path in system.paths)


def _of_another_site(system: System, path: str) -> bool:
    """Whether a path without ending may name a page of a site that the repository is only a part of, or that it makes in a way
    that nobody can see: none of its folders is here, or a page of that name stands elsewhere."""
    name = basename(path.rstrip("/"))
    if splitext(name)[1] == ".html":
        return True
    if splitext(name)[1] or not name.islower():
        return False
    return generated(system) or path.split("/", maxsplit=1)[0] not in _folders(system.paths) or name in _stems(system.paths)


@lru_cache(maxsize=4)
def _stems(paths: frozenset[str]) -> frozenset[str]:
    """The names of all pages, without their endings."""
    return frozenset(stem for stem, ending in map(splitext, map(basename, paths)) if ending in (".md", ".html", ".mdx", ".rst"))


def _fragment(subject: Subject, document: Document, path: str, fragment: str) -> str | None:
    """Why the place within a file is not there; None where the file cannot be looked into."""
    lines = _LINES.fullmatch(fragment)
    markdown = path.lower().endswith((".md", ".markdown", ".mdx"))
    if path == document.path:
        known = anchors(document)
        return "" if lines else _heading(fragment, known, f"there is no heading #{fragment[:80]}")
    text = subject.text_of(path) if subject.text_of and (markdown or lines) else None
    if text is None:
        return None
    if lines:
        count, last = text.count("\n") + (not text.endswith("\n")), max(int(each) for each in lines.groups() if each)
        return "" if last <= count else f"{path} has {count} lines"
    return _heading(fragment, anchors_of_text(path, text), f"{path} has no heading #{fragment[:80]}")


@lru_cache(maxsize=8)
def _beside(document: Same[Document], paths: frozenset[str], text_of: Callable[[str], str | None]) -> frozenset[str]:
    folder = dirname(document.it.path)
    beside = (path for path in sorted(paths) if dirname(path) == folder and path.endswith(".md"))
    others = [path for path in beside if path != document.it.path][:_MOST_BESIDE]
    return frozenset(name for path in others if (text := text_of(path)) for name in anchors_of_text(path, text))


def _joined(subject: Subject, document: Document) -> frozenset[str]:
    """The anchors that a document misses, where several of them stand in the documents beside it: a site shows all as one."""
    if subject.text_of is None:
        return frozenset()
    own = anchors(document)
    written = (split(link.target.strip()) for link in reading(document).links if link.target.startswith("#"))
    missing = {unquote(parts.fragment).lower() for parts in written} - own
    if len(missing) < _SEVERAL:
        return frozenset()
    there = _beside(Same(document), subject.system.paths, subject.text_of)
    return frozenset(missing) if len(missing & there) >= _SEVERAL else frozenset()


def _heading(fragment: str, known: frozenset[str], missing: str) -> str | None:
    """The trouble of a fragment; None where a heading of the same letters stands there, whose marks some viewers keep or
    write out (`&quot;`)."""
    if leads(fragment, known):
        return ""
    return None if letters_of(fragment).replace("quot", "") in {letters_of(each) for each in known} else missing
