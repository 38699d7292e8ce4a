"""Which files stand in a repository without being its own word: vendored, generated, tests, fixtures, examples."""

import re
from collections.abc import Iterable
from fnmatch import translate
from functools import cache
from pathlib import Path

import msgspec

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex


class FolderRule(msgspec.Struct, frozen=True):
    """One table of `folders` in standing.toml, where the words are explained."""

    reason: str
    names: tuple[str, ...]
    beside: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    unless_beside: tuple[str, ...] = ()
    unless_holding: tuple[str, ...] = ()
    unless_under: tuple[str, ...] = ()
    unless_below: tuple[str, ...] = ()


class FileRule(msgspec.Struct, frozen=True):
    """One table of `files`: how a name ends, or a shell pattern for all of it."""

    reason: str
    endings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class HeaderRule(msgspec.Struct, frozen=True):
    """What generated source code says of itself, in a comment within its first lines."""

    suffixes: tuple[str, ...]
    lines: int
    words: tuple[str, ...]


class Rules(msgspec.Struct, frozen=True):
    folders: tuple[FolderRule, ...]
    files: tuple[FileRule, ...]
    header: HeaderRule


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a file does not count, and what to name: the outermost folder that is left out, or the pattern of its name
    (which, as in .gitignore, holds at any depth)."""

    path: str
    reason: str


@cache
def rules() -> Rules:
    return msgspec.toml.decode(Path(__file__).with_name("standing.toml").read_bytes(), type=Rules)


class Standing:
    """Judges the paths of one tree by their names and neighbours; nothing is opened."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._within: dict[str, set[str]] = {"": set()}
        self._known: dict[str, Mark | None] = {"": None}
        self._below: set[tuple[str, str]] = set()
        telling = {name for rule in rules().folders for name in rule.unless_below}
        for path in paths:
            self._place(path)
            if path.rpartition("/")[2] in telling:
                self._note_above(path)

    def of(self, path: str) -> Mark | None:
        """Why a file does not count, or None where it does."""
        folder, _, name = path.rpartition("/")
        return self._folder(folder) or _file(name)

    def _place(self, path: str) -> None:
        while path:
            folder, _, name = path.rpartition("/")
            known = folder in self._within
            self._within.setdefault(folder, set()).add(name)
            if known:
                return
            path = folder

    def _note_above(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        while folder:
            self._below.add((folder, name))
            folder = folder.rpartition("/")[0]

    def _folder(self, folder: str) -> Mark | None:
        if folder not in self._known:
            above, _, name = folder.rpartition("/")
            self._known[folder] = self._folder(above) or self._judged(folder, above, name)
        return self._known[folder]

    def _judged(self, folder: str, above: str, name: str) -> Mark | None:
        for rule in _rules_of(name):
            inside, around = self._within.get(folder, set()), self._within.get(above, set())
            parent = above.rpartition("/")[2]
            asks = (rule.beside, rule.holding, rule.under)
            holds = _any(around, rule.beside) or _any(inside, rule.holding) or parent in rule.under
            refused = _any(around, rule.unless_beside) or _any(inside, rule.unless_holding) or parent in rule.unless_under
            refused = refused or any((folder, each) in self._below for each in rule.unless_below)
            if (holds or not any(asks)) and not refused:
                return Mark(folder, rule.reason)
        return None


def is_generated(path: str, text: str) -> bool:
    """Whether source code says in a comment near its top that a program wrote it."""
    header = rules().header
    if not path.endswith(header.suffixes):
        return False
    top = text[:4000].splitlines()[: header.lines]
    return any(_COMMENT.match(line) and _header_words().search(line[:400]) for line in top)


_COMMENT = regex(r"\s*(//|#|--|/?\*|;|<!--)")


@cache
def _header_words() -> re.Pattern[str]:
    return regex("|".join(rules().header.words), re.IGNORECASE)


@cache
def _rules_of(name: str) -> tuple[FolderRule, ...]:
    return tuple(rule for rule in rules().folders if any(_fits(name, pattern) for pattern in rule.names))


@cache
def _pattern(written: str) -> re.Pattern[str]:
    return regex(translate(written))


def _fits(name: str, pattern: str) -> bool:
    return _pattern(pattern).match(name) is not None


def _any(names: set[str], patterns: tuple[str, ...]) -> bool:
    return any(pattern in names or any(_fits(name, pattern) for name in names) for pattern in patterns)


@cache
def _file(name: str) -> Mark | None:
    for rule in rules().files:
        if name.endswith(rule.endings):
            return Mark("*" + next(ending for ending in rule.endings if name.endswith(ending)), rule.reason)
        for pattern in rule.names:
            if _fits(name, pattern):
                return Mark(pattern, rule.reason)
    return None
