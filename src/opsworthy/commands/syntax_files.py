"""The syntax files that ship: one text for a tool, and for the largest tools an archive with a text for each first word.
Nothing is read before a document names the tool, and of an archive only the part that it names."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from opsworthy.commands.syntax import Syntax
from opsworthy.commands.syntax_text import parsed
from opsworthy.text.regex import regex

_FOLDER = "grammars"
_SUFFIX = ".syntax"
_SAFE_NAME = regex(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,40}")


@cache
def syntax(tool: str) -> Syntax | None:
    """The syntax of a tool, or None where none ships. Raises BadSyntax for a file that is not one."""
    if tool not in _tools():
        return None
    text = Path(__file__).with_name(_FOLDER).joinpath(f"{tool}{_SUFFIX}").read_text("utf-8")
    found = parsed(tool, text)
    return syntax(found.about["like"]) if "like" in found.about else found


@cache
def part(tool: str, word: str) -> Syntax | None:
    """What follows the first word of a tool whose file says that it stands in parts."""
    if not _SAFE_NAME.fullmatch(word):
        return None
    archive, name = _archive(tool), f"{word}{_SUFFIX}"
    return parsed(tool, archive.read(name).decode("utf-8")) if name in archive.NameToInfo else None


@cache
def _archive(tool: str) -> Any:
    """Held in memory: copies of this process would move each other's place in an open file."""
    return import_module("zipfile").ZipFile(BytesIO(Path(__file__).with_name(_FOLDER).joinpath(f"{tool}.zip").read_bytes()))


def known_tools() -> tuple[str, ...]:
    """Every tool whose syntax ships, by name."""
    return tuple(sorted(_tools()))


@cache
def _tools() -> Mapping[str, None]:
    names = (place.name for place in Path(__file__).with_name(_FOLDER).iterdir())
    return {name.removesuffix(_SUFFIX): None for name in names if name.endswith(_SUFFIX)}
