"""Where the documents of a system stand."""

from pathlib import PurePosixPath

from opsworthy.system.model import Document, System

_OURS = ("runbook", "cost-plan")
_BESIDE = ("architecture", "plan", "spec")


def documents_folder(system: System) -> str:
    """The folder, relative to the repository and "" for its root: the one that a person chose, else where a runbook or
    cost plan stands already, else where architecture.md, plan.md or spec.md stand, else the root."""
    chosen = system.answer("documents.folder")
    if chosen is not None:
        return str(chosen.value).strip("/").removeprefix("./").rstrip(".")
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


def _folder(path: str) -> str:
    parent = str(PurePosixPath(path).parent)
    return "" if parent == "." else parent


def _depth(folder: str) -> tuple[int, str]:
    return (folder.count("/") + bool(folder), folder)
