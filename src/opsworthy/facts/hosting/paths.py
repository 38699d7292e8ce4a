"""Paths that a configuration names, made relative to the tree."""

from posixpath import join, normpath

from opsworthy.facts.files import Files
from opsworthy.text.location import Location, Stated


def within(folder: str, written: str) -> str | None:
    """A path that a file in a folder names, relative to the tree; None where it leaves the tree."""
    path = normpath(join(folder, written.strip().lstrip("/")))
    return None if path.startswith("..") else path.removeprefix("./")


def folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def dockerfile(files: Files, folders: tuple[str, ...], written: Stated[str] | None = None) -> Stated[str] | None:
    """The Dockerfile that a configuration names, looked for in these folders in turn; without a name, the one that is there."""
    for folder in folders:
        path = within(folder, written.value if written else "Dockerfile")
        if path is not None and files.exists(path):
            return Stated(path, written.location if written else Location(path, 1))
    path = within(folders[0], written.value) if written else None
    return Stated(path, written.location) if path is not None and written is not None else None
