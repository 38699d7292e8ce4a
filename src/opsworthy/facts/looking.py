"""Which detectors may have something to read in a tree: told from their declarations, before any of them is imported."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pkgutil import iter_modules

from opsworthy.facts import detectors
from opsworthy.text.regex import regex

_MOST_FOLDERS = 50_000
_NAMES = regex(r"\b(looks_at|only_with)=(\((?:\s*\"[^\"\n\\]*\",?)*\s*\))")
_DECLARATION = "\nDETECTOR = "
_NAME = regex(r"\"([^\"\n]*)\"")


@cache
def declared() -> dict[str, tuple[str, ...]]:
    """Every module of `facts/detectors/`, by name, with what it looks at: read from its text, where `looks_at` is a plain tuple
    of names. One whose text does not say so, or cannot be had, looks at everything."""
    return {name: told.get("looks_at", ()) for name, told in _declarations().items()}


def words_of(name: str) -> tuple[str, ...]:
    """The words without which a detector tells nothing; none where it does not say."""
    return _declarations()[name].get("only_with", ())


@cache
def _declarations() -> dict[str, dict[str, tuple[str, ...]]]:
    return {name: _declaration(name) for name in sorted(info.name for info in iter_modules(detectors.__path__))}


def _declaration(name: str) -> dict[str, tuple[str, ...]]:
    for folder in detectors.__path__:
        try:
            with open(f"{folder}/{name}.py", encoding="utf-8") as file:  # noqa: PTH123 - there are many, and paths cost more
                text = file.read()
        except OSError:
            continue
        return {found[1]: tuple(_NAME.findall(found[2])) for found in _NAMES.finditer(text, text.rfind(_DECLARATION))}
    return {}


def may_look_at(looks_at: Iterable[str], path: str) -> bool:
    """Whether a path fits one of the names that a detector declares; all do where it declares none."""
    patterns = tuple(looks_at)
    lowered = f"/{path.lower()}"
    return not patterns or any(_Pattern(each).fits(lowered) for each in patterns)


def sorted_out(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each detector that may have something to read, its paths in the order given; the others are left out."""
    everything = tuple(paths)
    endings, special, whole = _index()
    places: dict[str, set[int]] = {name: set() for name in declared()}
    by_ending: dict[str, list[int]] = defaultdict(list)
    for place, path in enumerate(everything):
        lowered = f"/{path.lower()}"
        name = lowered[lowered.rfind("/") + 1 :]
        by_ending[name.rpartition(".")[2]].append(place)
        for detector in whole.get(name, ()):
            places[detector].add(place)
        if special.may_fit(lowered, name):
            for detector in special.fitting(lowered):
                places[detector].add(place)
    for ending, found in by_ending.items():
        for detector in endings.get(ending, ()):
            places[detector].update(found)
    shares = {name: tuple(everything[place] for place in sorted(found)) for name, found in places.items()}
    shares.update((name, everything) for name, looks_at in declared().items() if not looks_at)
    return {name: share for name, share in shares.items() if share}


class _Pattern:
    """`Procfile`, `*.yaml`, `cloudbuild*`, `*bake*.json`, or one of them in a folder: `.github/workflows/*.yml`. Upper and lower
    case count the same, and the folder may stand anywhere above."""

    __slots__ = ("beginning", "end", "folder", "middle", "whole")

    def __init__(self, written: str) -> None:
        folder, _, name = written.lower().rpartition("/")
        self.folder = f"/{folder}/" if folder else ""
        self.beginning, *self.middle = name.split("*")
        self.whole = not self.middle
        self.end = "" if self.whole else self.middle.pop()

    def is_ending(self) -> bool:
        """Whether the last ending alone decides."""
        return not (self.folder or self.beginning or self.middle or self.whole) and self.end.rfind(".") == 0

    def is_whole(self) -> bool:
        """Whether the name alone decides, all of it."""
        return self.whole and not self.folder

    def fits(self, lowered: str) -> bool:
        name = lowered[lowered.rfind("/") + 1 :]
        if self.folder and self.folder not in lowered:
            return False
        if self.whole:
            return name == self.beginning
        return name.startswith(self.beginning) and name.endswith(self.end) and all(word in name for word in self.middle)


class _Special:
    """Patterns that need a look at each path; most paths are known to fit none by how they begin and what stands in them."""

    def __init__(self, patterns: Iterable[tuple[_Pattern, str]]) -> None:
        self._patterns = tuple(patterns)
        named = [each for each, _ in self._patterns if not each.folder]
        self._folders = tuple({each.folder for each, _ in self._patterns if each.folder})
        self._beginnings = tuple({each.beginning for each in named if each.beginning})
        words = {each.middle[0] for each in named if not each.beginning and each.middle}
        self._word = regex("|".join(sorted(re.escape(word) for word in words)) or "(?!)")
        self._seen: dict[str, bool] = {}
        self._ends = tuple({each.end for each in named if not each.beginning and not each.middle})

    def may_fit(self, lowered: str, name: str) -> bool:
        return (
            name.startswith(self._beginnings)
            or name.endswith(self._ends)
            or self._stands(lowered[: lowered.rfind("/") + 1])
            or self._word.search(name) is not None
        )

    def _stands(self, above: str) -> bool:
        """Whether a folder is, or lies within, one that a pattern names; the files of a folder share the answer."""
        if above not in self._seen:
            if len(self._seen) > _MOST_FOLDERS:
                self._seen.clear()
            self._seen[above] = any(folder in above for folder in self._folders)
        return self._seen[above]

    def fitting(self, lowered: str) -> Iterator[str]:
        return (name for pattern, name in self._patterns if pattern.fits(lowered))


@cache
def _index() -> tuple[dict[str, list[str]], _Special, dict[str, list[str]]]:
    """Who asks for which last endings, for which whole names, and for what is not as simple."""
    endings: dict[str, list[str]] = defaultdict(list)
    whole: dict[str, list[str]] = defaultdict(list)
    others: list[tuple[_Pattern, str]] = []
    for name, looks_at in declared().items():
        for pattern in map(_Pattern, looks_at):
            if pattern.is_ending():
                endings[pattern.end[1:]].append(name)
            elif pattern.is_whole():
                whole[pattern.beginning].append(name)
            else:
                others.append((pattern, name))
    return endings, _Special(others), whole
