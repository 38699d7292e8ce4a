"""The exact text of a file that may be written again: what stands there now, and where it really stands."""

import os
from pathlib import Path

from opsworthy.app.errors import UserError
from opsworthy.text.location import Location
from opsworthy.text.source import Problem

FILE = "opsworthy.toml"
"""Where an organisation says what no other file says, beside its repository's root."""


def destination(root: Path, path: str) -> Path:
    """Where a file of the repository really stands, links followed. Raises UserError where that is outside of it."""
    target = Path(os.path.realpath(root / path))
    if not target.is_relative_to(os.path.realpath(root)):
        raise UserError(f"{path} leads out of the repository through a link; nothing is written there. Remove the link.")
    return target


def read_text(root: Path, path: str) -> str | None:
    """The exact text of a file, line ends kept; None where it is absent. Raises UserError where it cannot be read or leads
    out of the repository."""
    found = try_text(root, path)
    if isinstance(found, Problem):
        raise UserError(f"{found.location}: {found.message}; {found.advice}. It is untouched.")
    return found


def try_text(root: Path, path: str) -> str | Problem | None:
    """As `read_text`, but what cannot be read is a value."""
    target = destination(root, path)
    if not target.is_file():
        return _no_file(root, path, target)
    try:
        content = target.read_bytes()
    except OSError as error:
        return Problem(Location(path, 1), f"cannot be read: {error.strerror}", "make the file readable")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(Location(path, content.count(b"\n", 0, error.start) + 1), "not UTF-8 text", "save the file as UTF-8")


def _no_file(root: Path, path: str, target: Path) -> Problem | None:
    """What stands where a file would; None for nothing."""
    if target.is_symlink() or ((root / path).is_symlink() and not target.exists()):
        return Problem(Location(path, 1), "a link that leads nowhere", "remove the link")
    if not target.exists():
        return None
    return Problem(Location(path, 1), "not a file", "move it away: a file of this name is needed")


def forgiving_text(root: Path, path: str) -> str | None:
    """The text of a document that is only judged: bytes that are not UTF-8 become replacement characters."""
    found = try_text(root, path)
    if isinstance(found, Problem) and found.message == "not UTF-8 text":
        return destination(root, path).read_bytes().decode("utf-8", "replace")
    return read_text(root, path) if isinstance(found, Problem) else found
