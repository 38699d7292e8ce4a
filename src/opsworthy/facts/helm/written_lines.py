"""Where in a file a key is written: the line to point to for what only Helm could tell."""

from bisect import bisect_left

from opsworthy.facts.files import Files
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_KEY = regex(r"[ \t]*(?:- +){0,4}[\"']?([\w./-]{1,120})[\"']?[ \t]*:(?:[ \t]+(\S{1,80}))?")
_MOST_LINES = 50_000


class WrittenLines:
    """The keys of the files that were looked at, by line."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[str, dict[str, list[int]]] = {}

    def next(self, key: str, after: Location) -> Location:
        """The next line of a file that writes a key; the place itself where none does."""
        lines = self._lines(after.path).get(key, [])
        at = bisect_left(lines, after.line)
        return Location(after.path, lines[at]) if at < len(lines) else after

    def of_kind(self, path: str, kind: str, number: int) -> Location:
        """The line that begins the object which is the so-many-eth of its kind in a template."""
        lines = self._lines(path).get(f"kind: {kind}", [])
        return Location(path, lines[min(number, len(lines) - 1)] if lines else 1)

    def _lines(self, path: str) -> dict[str, list[int]]:
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = {}
            source = self._files.open(path)
            text = source.text if source is not None else ""
            for number, line in enumerate(text.split("\n")[:_MOST_LINES], 1):
                found = _KEY.match(line)
                if found:
                    known.setdefault(found[1], []).append(number)
                    if found[1] == "kind" and found[2]:
                        known.setdefault(f"kind: {found[2]}", []).append(number)
        return known
