"""What was left out of a tree and why, summarised by folder."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from opsworthy.repository.standing import Mark, Standing
from opsworthy.text.source import LeftOut, Problem, Source


class LeavingOut:
    """Collects what is left out; files under one left-out folder, or of one name pattern, become one entry with a count."""

    def __init__(self) -> None:
        self._alone: dict[str, LeftOut] = {}
        self._marked: dict[Mark, list[str]] = {}

    def add(self, path: str, reason: str) -> None:
        self._alone[path] = LeftOut(path, reason)

    def add_many(self, paths: Iterable[str], reasons: Mapping[str, str], beside: Iterable[str]) -> None:
        """Those of many files that have a reason, each under the outermost folder that holds none of those `beside`."""
        standing = {above for path in beside for above in _folders(path)}
        left = ((next((each for each in _folders(path) if each not in standing), path), reasons.get(path)) for path in paths)
        found = Counter((path, reason) for path, reason in left if reason)
        self._alone |= {path: LeftOut(path, reason, count) for (path, reason), count in found.items()}

    def by_standing(self, path: str, standing: Standing) -> bool:
        """Whether a file is left out for what it is; then it is noted."""
        mark = standing.of(path)
        if mark is not None:
            self._marked.setdefault(mark, []).append(path)
        return mark is not None

    def noting(self, read: Source | Problem | LeftOut) -> Source | Problem | LeftOut:
        """What was read, as it is; noted where it turned out not to count."""
        if isinstance(read, LeftOut):
            self._alone[read.path] = read
        return read

    def summary(self) -> tuple[LeftOut, ...]:
        marked = (LeftOut(_named(mark, paths), mark.reason, len(paths)) for mark, paths in self._marked.items())
        return tuple(sorted((*self._alone.values(), *marked)))


def _folders(path: str) -> Iterator[str]:
    """The folders that hold a file, the outermost first."""
    at = path.find("/")
    while at > 0:
        yield path[:at]
        at = path.find("/", at + 1)


def _named(mark: Mark, paths: list[str]) -> str:
    """A single file under its own path rather than under the pattern of its name."""
    return mark.path if len(paths) > 1 or paths[0].startswith(f"{mark.path}/") else paths[0]


def speakable(path: str) -> bool:
    """Whether a path can be printed anywhere: no control characters, no bytes that are not UTF-8."""
    return path.isprintable()


def shown(path: str) -> str:
    """A path that is not speakable, with escapes in place of what cannot be printed."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in path)
