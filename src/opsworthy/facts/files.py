"""The files that one detector asked for, read and parsed once for all detectors."""

import re
from collections.abc import Callable, Collection, Iterator
from fnmatch import translate
from functools import lru_cache

from opsworthy.repository.templating import Templater
from opsworthy.repository.tree import Tree
from opsworthy.text import code, json, toml, yaml
from opsworthy.text.node import Mapping, Node
from opsworthy.text.source import LeftOut, Problem, Source

MOST_PARSED = 8_000_000
"""Characters of source code, and as many of YAML, whose syntax trees are kept for the next detector: a tree takes some ten times
its text. What comes after is parsed again for each that asks."""

MOST_DATA = 3_000_000
"""Characters of JSON and TOML whose values are kept for the next detector: they take some thirty times their text."""


class Library:
    """A tree with a memory: each file is read, decoded and parsed once, whichever detectors ask. `templater` renders charts
    where somebody gave one."""

    def __init__(self, tree: Tree, templater: Templater | None = None) -> None:
        self.tree = tree
        self.templater = templater
        self.paths = tuple(tree.paths())
        self._known = frozenset(self.paths)
        self._sources: dict[str, Source | Problem | LeftOut] = {}
        self._yaml: dict[str, yaml.Documents] = {}
        self._code: dict[str, code.Code | None] = {}
        self._json: dict[str, tuple[str, Node | Problem]] = {}
        self._toml: dict[str, Mapping | Problem] = {}
        self._parsed = {"yaml": 0, "code": 0, "data": 0}

    def has(self, path: str) -> bool:
        return path in self._known

    def source(self, path: str) -> Source | Problem | LeftOut | None:
        """The text of a file, or why it cannot be had or does not count; None where it is absent."""
        read = self._sources.get(path)
        if read is None and path in self._known:
            read = self._sources[path] = self.tree.read(path)
        return read

    def yaml(self, source: Source) -> yaml.Documents:
        found = self._yaml.get(source.path)
        if found is None:
            found = yaml.parse(source)
            if self._has_room("yaml", source):
                self._yaml[source.path] = found
        return found

    def code(self, source: Source) -> code.Code | None:
        if source.path in self._code:
            return self._code[source.path]
        found = code.read(source)
        if found is None or self._has_room("code", source):
            self._code[source.path] = found
        return found

    def json(self, source: Source) -> Node | Problem:
        """The value of a JSON text; kept by the text, since some strip comments from it first."""
        known = self._json.get(source.path)
        if known is not None and known[0] == source.text:
            return known[1]
        found = json.parse(source)
        if self._has_room("data", source):
            self._json[source.path] = (source.text, found)
        return found

    def toml(self, source: Source) -> Mapping | Problem:
        found = self._toml.get(source.path)
        if found is None:
            found = toml.parse(source)
            if self._has_room("data", source):
                self._toml[source.path] = found
        return found

    def _has_room(self, kind: str, source: Source) -> bool:
        self._parsed[kind] += len(source.text)
        return self._parsed[kind] <= (MOST_PARSED if kind != "data" else MOST_DATA)

    def problems(self) -> Iterator[Problem]:
        """What could not be read, each file once."""
        yield from (source for source in self._sources.values() if isinstance(source, Problem))


class Files:
    """What one detector sees: its wanted files, and any other by name (a manifest names others)."""

    def __init__(self, library: Library, wants: Callable[[str], bool], among: Collection[str] | None = None) -> None:
        self._library = library
        self.wanted = tuple(filter(wants, library.paths if among is None else among))
        self.asked: set[str] = set()
        self.patterns: set[str] = set()
        self._unread: dict[str, Problem | LeftOut] = {}

    @property
    def templater(self) -> Templater | None:
        """What renders charts beside our own reading; None where there is nothing of the kind."""
        return self._library.templater

    def unread(self) -> tuple[Problem | LeftOut, ...]:
        """What became of the files that were opened and have no text: each once."""
        return tuple(self._unread.values())

    def __iter__(self) -> Iterator[Source]:
        """The wanted files that can be read; one that cannot is reported once by the library."""
        for path in self.wanted:
            source = self._source(path)
            if source is not None:
                yield source

    def open(self, path: str) -> Source | None:
        """Any file of the tree by its path; None where it is absent or unreadable."""
        self.asked.add(path)
        return self._source(path)

    def _source(self, path: str) -> Source | None:
        source = self._library.source(path)
        if isinstance(source, Source) or source is None:
            return source
        self._unread[path] = source
        return None

    def exists(self, path: str) -> bool:
        self.asked.add(path)
        return self._library.has(path)

    def matching(self, pattern: str) -> tuple[str, ...]:
        """All paths of the tree that match a shell pattern."""
        self.patterns.add(pattern)
        return tuple(filter(_compiled(pattern), self._library.paths))

    def yaml(self, source: Source) -> yaml.Documents:
        return self._library.yaml(source)

    def code(self, source: Source) -> code.Code | None:
        """The parsed text of a source file, parsed once for all detectors; None where the path names no language."""
        found = self._library.code(source)
        if found is None and code.language_of(source.path) is not None:
            reason = "packed by a program" if code.is_packed(source.text) else "takes too long to parse"
            self._unread[source.path] = LeftOut(source.path, reason)
        return found

    def json(self, source: Source) -> Node | Problem:
        return self._library.json(source)

    def toml(self, source: Source) -> Mapping | Problem:
        return self._library.toml(source)


def fits(path: str, pattern: str) -> bool:
    """Whether a path matches a shell pattern, upper and lower case apart, as `matching` compares them."""
    return _compiled(pattern)(path) is not None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(translate(pattern)).match
