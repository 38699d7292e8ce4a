"""Which documents a check judges: the repository's runbook and cost plan together, and every other runbook by itself."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from opsworthy.app.checking.asked import Asked
from opsworthy.app.errors import UserError
from opsworthy.app.places import document_of
from opsworthy.app.workspace import Surveyed, resolved
from opsworthy.documents.document import Document
from opsworthy.documents.profile import profile_of
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

DOCUMENT_FOLDERS = frozenset({"doc", "docs", "documentation", "ops", "operations", "playbooks", "runbook", "runbooks", "specs"})
_RUNBOOK_FOLDERS = frozenset({"playbook", "playbooks", "runbook", "runbooks"})
_NAMED = regex(r"(?:^|[-_. ])(?:runbook|playbook)s?(?:$|[-_. ])")
_COLLECTION = regex(r"\b(?:run|play)-?books\Z")
_COST = regex(r"(?:^|[-_. ])costs?(?:plan)?(?:$|[-_. ])")
_ENDINGS = (".md", ".markdown", ".mdx")
_BESIDE = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp", ".drawio", ".puml", ".mmd", ".yml", ".yaml"})
_OTHERS = frozenset(
    [
        "acceptance-tests", "adr", "agents", "architecture", "authors", "changelog", "changes", "claude", "code-of-conduct",
        "contributing", "copying", "faq", "glossary", "history", "index", "licence", "license", "maintainers", "plan", "readme",
        "roadmap", "security", "spec", "summary", "support", "tasks", "template", "test-plan", "toc", "todo",
    ]
)  # fmt: skip
_TOPICS = frozenset({"deployment", "operations", "monitoring", "troubleshooting", "rollback"})
_ENOUGH = 2


@dataclass(frozen=True)
class Page:
    """One Markdown file that is judged by itself; `named` where the user named it rather than a folder around it."""

    path: str
    kind: str
    named: bool = False


@dataclass(frozen=True)
class Scope:
    """What is judged in a repository: `main` gives runbook and cost plan by kind, None where only pages were asked for."""

    root: Path
    main: dict[str, str] | None
    pages: tuple[Page, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return (*(self.main or {}).values(), *(page.path for page in self.pages))


def root_of(asked: Asked) -> Path:
    """The folder of the repository that everything asked for stands in. Raises UserError where there is none, or several."""
    named = (asked.stdin.path.absolute(),) if asked.stdin else (asked.path, *asked.more)
    roots = {_root(each, given=asked.stdin is None) for each in named}
    if len(roots) > 1:
        told = ", ".join(str(each) for each in sorted(roots))
        raise UserError(f"the paths stand in different repositories ({told}). Check each by itself, or use `opsworthy fleet`.")
    return roots.pop()


def _root(path: Path, *, given: bool) -> Path:
    if not given or path.is_file():
        return repository_of(path if not given else path.resolve())
    return repository_of(path.resolve() / "_") if is_documents_folder(path) else resolved(path)


def repository_of(target: Path) -> Path:
    """The folder that a document is held against: that of git, else the nearest that is no folder for documents alone."""
    inside_git = next((each for each in target.parents if (each / ".git").exists()), None)
    return inside_git or next((each for each in target.parents if each.name.lower() not in DOCUMENT_FOLDERS), target.parent)


def is_documents_folder(path: Path) -> bool:
    """Whether a folder holds documents and is no repository: by its name, or because Markdown is all that stands in it."""
    if not path.is_dir() or (path / ".git").exists() or (path / "opsworthy.toml").exists():
        return False
    if path.resolve().name.lower() in DOCUMENT_FOLDERS:
        return True
    files = [each.name.lower() for each in path.iterdir() if each.is_file()]
    pages = [each for each in files if each.endswith(_ENDINGS)]
    ours = any(each in ("runbook.md", "cost-plan.md", "status.json") for each in files)
    return len(pages) > 1 and not ours and len(pages) == len([each for each in files if not each.endswith(tuple(_BESIDE))])


def scope_of(asked: Asked, surveyed: Surveyed) -> Scope:
    """The documents to judge. Raises UserError for a path that is no document of the repository."""
    root, system = surveyed.root, surveyed.system
    if asked.stdin:
        path = _within(root, asked.stdin.path.absolute())
        return Scope(root, None, (Page(path, kind_of(path), named=True),))
    found = main_of(system)
    pages: dict[str, Page] = {}
    whole = False
    for each in (asked.path, *asked.more):
        if each.is_file():
            path = _within(root, each.resolve())
            pages[path] = Page(path, kind_of(path), named=True)
        elif is_documents_folder(each):
            below = _within(root, each.resolve())
            inside = (path for path in surveyed.tree.paths() if path.startswith("" if below == "." else f"{below}/"))
            pages |= {path: Page(path, kind_of(path)) for path in inside if is_markdown(path) and path not in pages}
        else:
            whole = True
    if whole:
        pages |= {path: Page(path, kind_of(path)) for path in _runbooks(surveyed.tree.paths()) if path not in pages}
        pages = {path: page for path, page in pages.items() if path not in found.values()}
    return Scope(root, found if whole else None, tuple(pages[path] for path in sorted(pages)))


def main_of(system: System) -> dict[str, str]:
    """The runbook and the cost plan of a system, by kind."""
    return {kind: found.path for kind in ("runbook", "cost-plan") if (found := document_of(system, kind))}


def _within(root: Path, path: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError as error:
        raise UserError(f"{path} is outside of the repository {root}. Name a document inside it.") from error


def _runbooks(paths: Iterable[str]) -> Iterator[str]:
    """The further runbooks of a repository, by their place or name."""
    for path in paths:
        if is_markdown(path) and called_runbook(path):
            yield path


def is_markdown(path: str) -> bool:
    return path.lower().endswith(_ENDINGS)


def called_runbook(path: str) -> bool:
    """Whether its folder or its name says that a file is a runbook."""
    place = PurePosixPath(path.lower())
    return bool(_NAMED.search(place.stem)) or _in_runbooks(path)


def _in_runbooks(path: str) -> bool:
    return any(part in _RUNBOOK_FOLDERS or _COLLECTION.search(part) for part in PurePosixPath(path.lower()).parts[:-1])


def kind_of(path: str) -> str:
    """By the name of the file, unless its folder says that it is a runbook."""
    return "cost-plan" if _COST.search(PurePosixPath(path.lower()).stem) and not called_runbook(path) else "runbook"


def profile_for(page: Page, document: Document, wanted: str | None) -> str:
    """The profile that a page answers to; empty where it is no document of ours and none was asked for: a README, a change log, a
    page in a folder of documents that has nothing of a runbook."""
    if wanted:
        return wanted
    profile = profile_of(document)
    other = _is_other(page.path) or profile == "report"
    if profile not in ("service", "page", "report") or (not other and (page.named or _in_runbooks(page.path))):
        return profile
    shown = {section.topic for section in document.sections()} & _TOPICS
    return profile if len(shown) >= _ENOUGH and (page.named or not other) else ""


def _is_other(path: str) -> bool:
    """Whether its name says that a file is a document of another kind."""
    return re.sub(r"[_ ]", "-", PurePosixPath(path.lower()).stem) in _OTHERS
