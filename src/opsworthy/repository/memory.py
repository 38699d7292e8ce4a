"""A tree that stands in memory: for tests and for texts that an editor holds."""

from collections.abc import Iterable, Mapping

from opsworthy.text.source import LeftOut, Problem, Source


class MemoryTree:
    """Files given as a mapping from path to text."""

    def __init__(self, files: Mapping[str, str], name: str = "memory") -> None:
        self.name = name
        self._files = dict(files)

    def paths(self) -> Iterable[str]:
        return sorted(self._files)

    def every_path(self) -> Iterable[str]:
        return self.paths()

    def read(self, path: str) -> Source | Problem:
        return Source(path, self._files[path])

    def left_out(self) -> Iterable[LeftOut]:
        return ()
