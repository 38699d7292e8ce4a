"""Where the documents of a system stand."""

from pathlib import PurePosixPath

from opsworthy.app.errors import UserError
from opsworthy.system.model import Document, System, Told

_OURS = ("runbook", "cost-plan")
_BESIDE = ("architecture", "plan", "spec")


def documents_folder(system: System) -> str:
    """The folder, relative to the repository and "" for its root: the one that a person chose, else where a runbook or
    cost plan stands already, else where architecture.md, plan.md or spec.md stand, else the root. Raises UserError where the
    chosen one is not a folder inside the repository."""
    chosen = system.answer("documents.folder")
    if chosen is not None:
        return _chosen(chosen)
    for kinds in (_OURS, _BESIDE):
        found = sorted((_folder(each.path) for each in system.documents if each.kind in kinds), key=_depth)
        if found:
            return found[0]
    return ""


def document_of(system: System, kind: str) -> Document | None:
    """The runbook or the cost plan to hold to the bar: the one in the documents' folder, else the outermost."""
    folder = documents_folder(system)
    found = [each for each in system.documents if each.kind == kind]
    return min(found, key=lambda each: (_folder(each.path) != folder, _depth(_folder(each.path)), each.path), default=None)


def _chosen(told: Told) -> str:
    folder = PurePosixPath(told.value) if isinstance(told.value, str) else None
    inside = folder is not None and not folder.is_absolute() and not {"..", ".git"} & set(folder.parts)
    if folder is None or not inside or not str(folder).isprintable() or "\\" in str(folder):
        raise UserError(
            f"{told.location}: documents.folder must name a folder inside the repository, such as docs; nothing was written."
        )
    return "" if str(folder) == "." else str(folder)


def _folder(path: str) -> str:
    parent = str(PurePosixPath(path).parent)
    return "" if parent == "." else parent


def _depth(folder: str) -> tuple[int, str]:
    return (folder.count("/") + bool(folder), folder)
