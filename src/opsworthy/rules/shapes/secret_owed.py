"""The secrets that a document owes a word: each name once, and only those of the project that the document belongs to."""

import posixpath
import re
from collections.abc import Callable

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.secret import mentions
from opsworthy.rules.shapes.section import regions
from opsworthy.system.model import Secret, System
from opsworthy.system.secret_types import OTHER, opens_nothing, secret_type
from opsworthy.text.regex import regex

_PROJECTS = (
    "package.json", "pyproject.toml", "requirements.txt", "setup.py", "go.mod", "Cargo.toml", "pom.xml", "build.gradle",
    "Gemfile", "composer.json", "Chart.yaml", "cdk.json", "serverless.yml", "mix.exs",
)  # fmt: skip
_MOST_PAGES = 3
_PIPELINE = regex(r"\.(?:github|gitlab|circleci|azure)|(?:.*/)?(?:Jenkinsfile|bitbucket-pipelines|azure-pipelines)")
# Keys of tables, caches and queues open nothing, and nobody is let in by an address alone.
_KEYS = regex(
    r"(?:redis|cache|partition|sort|primary|foreign|routing|lock|idempotency|(?:white|black|allow|deny|block)list)[_-]?key\Z",
    re.IGNORECASE,
)
_PLACES = regex(r"(?:\A|[_-])(?:url|uri|server|arn|ip|type|model|channel|region|deployment|version|zone)\Z", re.IGNORECASE)
_GENERAL = regex(r"[a-z]+\Z", re.IGNORECASE)


def owed(document: Document, system: System) -> tuple[Secret, ...]:
    """The secrets of the document's project, one of each name, without what opens nothing."""
    folder = project_of(document.path, system.paths)
    # What only the pipeline reads is asked of documents that speak of secrets or deployments at all.
    about = bool(regions(document, "secrets") or regions(document, "ci-cd") or regions(document, "deployment"))
    found: dict[str, Secret] = {}
    for each in system.secrets:
        here = not folder or not each.locations or any(place.path.startswith(folder) for place in each.locations)
        ours = about or not each.locations or not all(_PIPELINE.match(place.path) for place in each.locations)
        if here and ours and _opens(each.name):
            found.setdefault(shown(each), each)
    return tuple(found.values())


def told_beside(document: Document, text_of: Callable[[str], str | None] | None, secret: Secret) -> bool:
    """Whether a page about secrets that the document links to names a secret."""
    spelled = re.compile(rf"(?<![\w-]){re.escape(secret.name)}(?![\w-])")
    return any(spelled.search((text_of(path) if text_of else None) or "") for path in _linked(document))


def _linked(document: Document) -> list[str]:
    folder = document.path.rpartition("/")[0]
    told = {
        posixpath.normpath(posixpath.join(folder, each.target.partition("#")[0]))
        for each in reading(document).links
        if "secret" in each.target.lower() and "://" not in each.target
    }
    return sorted(each for each in told if each.endswith(".md") and not each.startswith(".."))[:_MOST_PAGES]


def spoken_of(document: Document, secret: Secret) -> bool:
    """Whether a document names a secret, or the object that it is kept in under a general word."""
    if mentions(document, secret):
        return True
    kept = secret.object or ""
    inside = (_GENERAL.match(secret.key or "") or secret.key == secret.name) and kept and not _GENERAL.match(kept)
    return bool(inside and re.search(rf"(?<![\w-]){re.escape(kept)}(?![\w-])", document.text))


def shown(secret: Secret) -> str:
    """How a message names it: a general word, such as `token`, with the object that it is kept in."""
    return f"{secret.object}/{secret.name}" if secret.object and _GENERAL.match(secret.name) else secret.name


def project_of(path: str, paths: frozenset[str]) -> str:
    """The folder, with its slash, of the project inside the repository that a document belongs to; empty for the repository."""
    parts = path.split("/")[:-1]
    for depth in range(len(parts), 0, -1):
        folder = "/".join(parts[:depth])
        if any(f"{folder}/{name}" in paths for name in _PROJECTS):
            return f"{folder}/"
    return ""


def _opens(name: str) -> bool:
    if opens_nothing(name) or _KEYS.search(name):
        return False
    return secret_type(name) != OTHER or not _PLACES.search(name)
