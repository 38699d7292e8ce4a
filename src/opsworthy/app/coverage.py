"""Which parts of a system have a procedure: read as test coverage is."""

from datetime import date
from pathlib import Path, PurePosixPath

from opsworthy.app.checking.asked import Asked
from opsworthy.app.checking.units import is_markdown, kind_of, main_of, root_of
from opsworthy.app.errors import UserError
from opsworthy.app.kept.store import Keeping
from opsworthy.app.reading import forgiving_text
from opsworthy.app.workspace import survey
from opsworthy.documents.parse import parse
from opsworthy.rules.shapes.tending.tending import tended
from opsworthy.rules.shapes.tending.thing import KINDS, Tended
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Source

_RECORDS = frozenset(
    ["agents", "authors", "changelog", "changes", "claude", "code-of-conduct", "contributing", "history", "roadmap"]
)
_PAST = frozenset(["adr", "adrs", "archive", "archived", "postmortems", "proposals", "rfcs"])
"""Folders of what was once decided or done."""
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Coverage:
    """Everything that the system has, with the procedure that sees to it; `documents` are those that were read."""

    system: System
    rows: tuple[Tended, ...]
    documents: tuple[str, ...]

    def of(self, kind: str) -> tuple[Tended, ...]:
        return tuple(each for each in self.rows if each.thing.kind == kind)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Those of which the system has any."""
        return tuple(kind for kind in KINDS if self.of(kind))

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where there is nothing to see to."""
        return share(self.rows)


def share(rows: tuple[Tended, ...]) -> float:
    """How many of some things have a procedure, from 0 to 1."""
    return sum(each.by is not None for each in rows) / len(rows) if rows else 1.0


def procedure_coverage(path: Path, today: date, keeping: Keeping | None, with_helm: bool = True) -> Coverage:
    """Surveys a repository and reads every Markdown document of it. Raises UserError."""
    root = root_of(Asked(path, today))
    surveyed = survey(root, keeping=keeping, with_helm=with_helm)
    main = main_of(surveyed.system).values()
    paths = [each for each in surveyed.tree.paths() if is_markdown(each) and _tells(each)]
    ordered = [*(each for each in main if each in paths), *(each for each in paths if each not in main)]
    texts = ((each, _text(root, each)) for each in ordered)
    documents = (parse(Source(each, text), kind_of(each)) for each, text in texts if "`" in text or "    " in text)
    return Coverage(surveyed.system, tended(surveyed.system, documents), tuple(ordered))


def _tells(path: str) -> bool:
    parts = PurePosixPath(path.lower().replace("_", "-"))
    return parts.stem not in _RECORDS and not _PAST & set(parts.parts)


def _text(root: Path, path: str) -> str:
    """Nothing for what is gone or cannot be read: it tells no procedure."""
    try:
        return (forgiving_text(root, path) or "")[:_LARGEST]
    except UserError:
        return ""
