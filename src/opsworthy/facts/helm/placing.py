"""Printed text read as YAML again, every node at the place that its text came from."""

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence as Several
from itertools import accumulate

from opsworthy.facts.go_templates.running import Hole
from opsworthy.facts.go_templates.values import HOLE, HOLE_END, Origin, Part
from opsworthy.facts.kubernetes.objects import FilledIn
from opsworthy.text import yaml
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence
from opsworthy.text.source import Problem, Source

_MOST_PARTS = 200


class Printed:
    """What a template printed: its text, and where each stretch of it comes from."""

    def __init__(self, path: str, parts: Several[Part], holes: Several[Hole]) -> None:
        self._parts = [(text, origin) for text, origin in parts if text]
        self._starts = [0, *accumulate(len(text) for text, _ in self._parts)]
        self.text = "".join(text for text, _ in self._parts)
        self._lines = [0, *(at + 1 for at, letter in enumerate(self.text) if letter == "\n")]
        self._path = path
        self._holes = holes
        self._done: dict[int, Node] = {}

    def documents(self) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
        """The documents of the text, and what is no YAML in it."""
        read = yaml.parse(Source(self._path, self.text))
        problems = tuple(Problem(self._place(each.location), each.message, each.advice) for each in read.problems)
        return tuple(self._moved(document) for document in read.documents), problems

    def _moved(self, node: Node) -> Node:
        known = self._done.get(id(node))
        if known is None:
            known = self._done[id(node)] = self._made(node)
        return known

    def _made(self, node: Node) -> Node:
        if isinstance(node, Scalar):
            return self._scalar(node)
        place = self._span(node.location)
        if isinstance(node, Sequence):
            return Sequence(tuple(self._moved(item) for item in node.items), place)
        found = (Entry(self._filled(each.key), self._moved(each.value), self._place(each.location)) for each in node.entries)
        return Mapping(tuple(found), place)

    def _scalar(self, node: Scalar) -> Scalar:
        place = self._place(node.location, whole=node.location.line == node.location.end_line)
        made = FilledIn if self._is_said(node.location) else Scalar
        if HOLE in node.text:
            text = self._filled(node.text)
            return made(text, text, place)
        return made(node.value, node.text, place)

    def _filled(self, text: str) -> str:
        """The text with what the template writes in the place of what is not known."""
        if HOLE not in text:
            return text
        first, *rest = text.split(HOLE)
        filled = [first]
        for each in rest:
            number, _, after = each.partition(HOLE_END)
            known = number.isdigit() and len(number) < 9 and int(number) < len(self._holes)
            filled.append((self._holes[int(number)].written if known else "") + after)
        return "".join(filled)

    def _place(self, location: Location, whole: bool = False) -> Location:
        """Where a stretch of the text comes from: for the `whole` of a line's text, the last value that a file states."""
        start = self._offset(location.line, location.column)
        at = self._part(start)
        if at < 0:
            return Location(self._path, 1)
        if whole:
            end = self._offset(location.end_line, location.end_column)
            said = [origin for origin in self._origins(at, end) if origin.said]
            if said:
                return said[-1].location
        text, origin = self._parts[at]
        if origin is None:
            return Location(self._path, 1)
        if not origin.moves:
            return origin.location
        lines = text.count("\n", 0, start - self._starts[at])
        return Location(origin.location.path, origin.location.line + lines)

    def _span(self, location: Location) -> Location:
        """Where a container begins, with its end where that stands in the same file."""
        start, end = self._place(location), self._place(Location("", location.end_line, location.end_column))
        if start.end_line or end.path != start.path or end.line < start.line:
            return start
        return Location(start.path, start.line, 0, end.line, 0)

    def _is_said(self, location: Location) -> bool:
        """Whether a text begins with what a values file states, or is of one line and has such in it."""
        at = self._part(self._offset(location.line, location.column))
        end = self._offset(location.end_line, location.end_column) if location.line == location.end_line else 0
        return any(origin.said for origin in self._origins(at, max(end, self._starts[at] + 1))) if at >= 0 else False

    def _part(self, offset: int) -> int:
        return min(bisect_right(self._starts, offset) - 1, len(self._parts) - 1)

    def _origins(self, at: int, end: int) -> Iterator[Origin]:
        for index in range(at, min(at + _MOST_PARTS, len(self._parts))):
            if self._starts[index] >= end:
                return
            origin = self._parts[index][1]
            if origin is not None:
                yield origin

    def _offset(self, line: int, column: int) -> int:
        start = self._lines[min(max(line, 1), len(self._lines)) - 1]
        return min(start + max(column - 1, 0), len(self.text))
