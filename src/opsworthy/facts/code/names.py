"""Where the literal stands that a constant stands for: code that reads `os.Getenv(TOKEN)` names the variable elsewhere."""

import re
from collections.abc import Iterator
from posixpath import dirname

from opsworthy.facts.files import Files
from opsworthy.text.location import Location
from opsworthy.text.source import Source

_MOST_FILES = 5000


class Names:
    """Looks for names among the files of one detector: in the same file first, then in its folder, then in the others."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._found: dict[tuple[str, str], Location | None] = {}
        self._path = ""
        self._lines: list[str] = []

    def elsewhere(self, name: str, read: Location) -> Location | None:
        """The place of a name as a literal; None where it stands in the lines that read it, and where it stands nowhere."""
        if self._path != read.path:
            source = next(self._sources([read.path]), None)
            self._path, self._lines = read.path, source.text.split("\n") if source is not None else []
        said = self._lines[read.line - 1 : max(read.line, read.end_line)]
        if any(name.lower() in line.lower() for line in said):
            return None
        key = (name, read.path)
        if key not in self._found:
            self._found[key] = self._place(name, read.path)
        return self._found[key]

    def _place(self, name: str, path: str) -> Location | None:
        literal = re.compile(rf"[\"'`]{re.escape(name)}[\"'`]")
        folder = dirname(path)
        near = sorted(self._files.wanted[:_MOST_FILES], key=lambda each: (each != path, dirname(each) != folder))
        for source in self._sources(near):
            match = literal.search(source.text) if name in source.text else None
            if match is not None:
                return source.at(source.text.count("\n", 0, match.start()) + 1)
        return None

    def _sources(self, paths: list[str]) -> Iterator[Source]:
        return (source for path in paths if (source := self._files.open(path)) is not None)
