"""Which detectors may have something to read in a tree: told from their declarations, before any of them is imported."""

import re
from ast import literal_eval
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from pkgutil import iter_modules

from opsworthy.facts import detectors

_LOOKS_AT = re.compile(r"\blooks_at=(\((?:\s*\"[^\"\n]*\",?)*\s*\))")


@cache
def declared() -> dict[str, tuple[str, ...]]:
    """Every module of `facts/detectors/`, by name, with what it looks at: read from its text, where `looks_at` is a plain tuple
    of names. One whose text does not say so, or cannot be had, looks at everything."""
    return {name: _looks_at(name) for name in sorted(info.name for info in iter_modules(detectors.__path__))}


def _looks_at(name: str) -> tuple[str, ...]:
    for folder in detectors.__path__:
        try:
            found = _LOOKS_AT.search(Path(folder, f"{name}.py").read_text("utf-8"))
        except OSError:
            continue
        return tuple(literal_eval(found[1])) if found else ()
    return ()


def may_look_at(looks_at: Iterable[str], path: str) -> bool:
    """Whether a path fits one of the names that a detector declares; all do where it declares none."""
    patterns = tuple(looks_at)
    lowered = f"/{path.lower()}"
    return not patterns or any(_Pattern(each).fits(lowered) for each in patterns)


def sorted_out(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each detector that may have something to read, its paths in the order given; the others are left out."""
    everything = tuple(paths)
    by_ending = _by_ending(everything)
    shares = {name: _share(looks_at, everything, by_ending) for name, looks_at in declared().items()}
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

    def ending(self) -> str | None:
        """The last ending that every fitting name has, the dot left out; None where they have several."""
        said = self.end or (self.beginning if self.whole else "")
        return said.rpartition(".")[2] if "." in said or self.whole else None

    def is_plain(self) -> bool:
        """Whether the last ending alone decides."""
        return not (self.folder or self.beginning or self.middle or self.whole) and self.end.rfind(".") == 0

    def fits(self, lowered: str) -> bool:
        name = lowered[lowered.rfind("/") + 1 :]
        if self.folder and self.folder not in lowered:
            return False
        if self.whole:
            return name == self.beginning
        return name.startswith(self.beginning) and name.endswith(self.end) and all(word in name for word in self.middle)


def _by_ending(paths: Iterable[str]) -> dict[str, list[int]]:
    """Where the paths of each last ending stand; that of a name without a dot is the name itself."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, path in enumerate(paths):
        found[path[path.rfind("/") + 1 :].rpartition(".")[2].lower()].append(place)
    return found


def _share(looks_at: tuple[str, ...], paths: tuple[str, ...], by_ending: dict[str, list[int]]) -> tuple[str, ...]:
    if not looks_at:
        return paths
    places: set[int] = set()
    for pattern in map(_Pattern, looks_at):
        ending = pattern.ending()
        among = range(len(paths)) if ending is None else by_ending.get(ending, ())
        places.update(among if pattern.is_plain() else (place for place in among if pattern.fits(f"/{paths[place].lower()}")))
    return tuple(paths[place] for place in sorted(places))
