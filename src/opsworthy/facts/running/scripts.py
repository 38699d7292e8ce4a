"""Named commands in the manifests of packages: where they stand is in scripts.toml."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import folder_of
from opsworthy.facts.operations import WayToRun
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, stated, string

_MOST = 500
_COMMANDS = ("cmd", "shell", "command", "run", "composite", "sequence", "script", "call")
_NEEDS = ("deps", "depends", "depends-on", "depends_on", "dependencies")
_HOOKS = frozenset({"postinstall", "preinstall", "prepare", "prepublish", "prepublishOnly", "prepack", "postpack"})


class Place(msgspec.Struct, frozen=True):
    """One table of commands in a file of one name."""

    file: str
    tool: str
    at: tuple[str, ...]


class _Places(msgspec.Struct, frozen=True):
    toml: tuple[Place, ...]
    json: tuple[Place, ...]
    lock: dict[str, str]


@cache
def _places() -> _Places:
    return msgspec.toml.decode(Path(__file__).with_name("scripts.toml").read_bytes(), type=_Places)


def is_wanted(path: str) -> bool:
    return any(path == each.file or path.endswith(f"/{each.file}") for each in (*_places().toml, *_places().json))


def places_of(path: str) -> tuple[Place, ...]:
    """The tables to look for in a file."""
    return tuple(each for each in (*_places().toml, *_places().json) if path == each.file or path.endswith(f"/{each.file}"))


def is_toml(path: str) -> bool:
    return any(each in _places().toml for each in places_of(path))


def ways(root: Node, place: Place, path: str, files: Files) -> Iterator[WayToRun]:
    """The commands of one table; those that a package manager runs by itself are no ways to run."""
    tool = _runner(path, root, files) if place.tool == "npm" else place.tool
    descriptions = {entry.key: string(entry.value) for entry in entries(root, "scripts-descriptions")}
    for prefix, table in _tables(root, place.at, ""):
        for entry in entries(table)[:_MOST]:
            if entry.key not in _HOOKS and not entry.key.startswith("_"):
                yield _way(entry, f"{prefix}{entry.key}", tool, path, descriptions.get(entry.key))


def _tables(node: Node, at: tuple[str, ...], prefix: str) -> Iterator[tuple[str, Node]]:
    """The tables at a path; the name that stands for `*` comes before the names of the table, but for `default`."""
    if not at:
        yield prefix, node
    elif at[0] == "*":
        for entry in entries(node)[:_MOST]:
            yield from _tables(entry.value, at[1:], prefix if entry.key == "default" else f"{entry.key}:")
    else:
        inner = find(node, at[0])
        if inner is not None:
            yield from _tables(inner, at[1:], prefix)


def _way(entry: Entry, name: str, tool: str, path: str, about: str | None) -> WayToRun:
    lines = tuple(_lines(entry.value))
    needs = [
        line.value[1:].split()[0] for line in lines if tool == "composer" and line.value[1:].strip() and line.value[0] == "@"
    ]
    needs = [each for each in needs if each not in ("php", "composer", "putenv")]
    for key in _NEEDS:
        found = find(entry.value, key)
        listed = found.items if isinstance(found, Sequence) else (found,)
        needs += [item.text for item in listed if isinstance(item, Scalar) and item.value is not None]
    help_ = string(entry.value, "help") or string(entry.value, "description") or about
    shown = tuple(Stated(withheld((line.value,))[0], line.location) for line in lines)
    return WayToRun(name, tool, path, entry.location, shown, tuple(dict.fromkeys(needs)), help_)


def _lines(node: Node) -> Iterator[Stated[str]]:
    """The command lines of a value: a text, a list of them, or a table that holds them under a key."""
    if isinstance(node, Mapping):
        inner = next((found for key in _COMMANDS if (found := find(node, key)) is not None), None)
        if inner is None or isinstance(inner, Mapping):
            return
        node = inner
    for item in node.items if isinstance(node, Sequence) else (node,):
        line = stated(item) or (stated(item, "cmd") or stated(item, "shell") or stated(item, "ref"))
        if line is not None and line.value.strip():
            yield Stated(line.value.strip(), line.location)


def _runner(path: str, root: Node, files: Files) -> str:
    """Who runs the scripts of a package.json: the one that it names, else the one whose lock file is nearest."""
    named = (string(root, "packageManager") or "").partition("@")[0]
    if named in _places().lock.values():
        return named
    folder = folder_of(path)
    while True:
        for lock, tool in _places().lock.items():
            if files.exists(f"{folder}/{lock}".lstrip("/")):
                return tool
        if not folder:
            return "npm"
        folder = folder_of(folder)
