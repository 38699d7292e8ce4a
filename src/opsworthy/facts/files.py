"""The files that one detector asked for, read and parsed once for all detectors."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase

from opsworthy.repository.tree import Tree
from opsworthy.text import code, json, toml, yaml
from opsworthy.text.node import Mapping, Node
from opsworthy.text.source import LeftOut, Problem, Source


class Library:
    """A tree with a memory: each file is read, decoded and parsed once, whichever detectors ask."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.paths = tuple(tree.paths())
        self._known = frozenset(self.paths)
        self._sources: dict[str, Source | Problem | None] = {}
        self._yaml: dict[str, yaml.Documents] = {}
        self._code: dict[str, code.Code | None] = {}

    def has(self, path: str) -> bool:
        return path in self._known

    def source(self, path: str) -> Source | Problem | None:
        """The text of a file, or why it cannot be had; None where it is absent or, once read, left out."""
        if path not in self._known:
            return None
        if path not in self._sources:
            read = self.tree.read(path)
            self._sources[path] = None if isinstance(read, LeftOut) else read
        return self._sources[path]

    def yaml(self, source: Source) -> yaml.Documents:
        if source.path not in self._yaml:
            self._yaml[source.path] = yaml.parse(source)
        return self._yaml[source.path]

    def code(self, source: Source) -> code.Code | None:
        if source.path not in self._code:
            self._code[source.path] = code.read(source)
        return self._code[source.path]

    def problems(self) -> Iterator[Problem]:
        """What could not be read, each file once."""
        yield from (source for source in self._sources.values() if isinstance(source, Problem))


class Files:
    """What one detector sees: its wanted files, and any other by name (a manifest names others)."""

    def __init__(self, library: Library, wants: Callable[[str], bool]) -> None:
        self._library = library
        self.wanted = tuple(path for path in library.paths if wants(path))
        self.asked: set[str] = set(self.wanted)
        self.patterns: set[str] = set()

    def depends_on(self, path: str) -> bool:
        """Whether what the detector said could change with this file: it wanted it, asked for it, or could have matched it."""
        return path in self.asked or any(fnmatchcase(path, pattern) for pattern in self.patterns)

    def __iter__(self) -> Iterator[Source]:
        """The wanted files that can be read; one that cannot is reported once by the library."""
        for path in self.wanted:
            source = self._library.source(path)
            if isinstance(source, Source):
                yield source

    def open(self, path: str) -> Source | None:
        """Any file of the tree by its path; None where it is absent or unreadable."""
        self.asked.add(path)
        source = self._library.source(path)
        return source if isinstance(source, Source) else None

    def exists(self, path: str) -> bool:
        self.asked.add(path)
        return self._library.has(path)

    def matching(self, pattern: str) -> tuple[str, ...]:
        """All paths of the tree that match a shell pattern."""
        self.patterns.add(pattern)
        return tuple(path for path in self._library.paths if fnmatchcase(path, pattern))

    def yaml(self, source: Source) -> yaml.Documents:
        return self._library.yaml(source)

    def code(self, source: Source) -> code.Code | None:
        """The parsed text of a source file, parsed once for all detectors; None where the path names no language."""
        return self._library.code(source)

    def json(self, source: Source) -> Node | Problem:
        return json.parse(source)

    def toml(self, source: Source) -> Mapping | Problem:
        return toml.parse(source)
