"""Printed text read as YAML again, every node at the place that its text came from."""

from collections.abc import Sequence as Several

from opsworthy.facts.go_templates.running import Hole
from opsworthy.facts.go_templates.values import HOLE, HOLE_END, Part
from opsworthy.facts.kubernetes.objects import FilledIn
from opsworthy.text import yaml
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence
from opsworthy.text.source import Problem, Source

_Stretch = tuple[int, Location, bool]
"""A part of one line: the column at which it begins (from 0), where it comes from, and whether a values file states it."""


class Printed:
    """What a template printed: its text, and where each stretch of each line comes from."""

    def __init__(self, path: str, parts: Several[Part], holes: Several[Hole]) -> None:
        self.text = "".join(text for text, _ in parts)
        self._texts = self.text.split("\n")
        self._path = path
        self._nowhere = Location(path, 1)
        self._lines = self._stretches(parts)
        self._holes = holes
        self._done: dict[int, Node] = {}

    def _stretches(self, parts: Several[Part]) -> list[list[_Stretch]]:
        line: list[_Stretch] = []
        found, column = [line], 0
        for text, origin in parts:
            for number, piece in enumerate(text.split("\n")):
                if number:
                    line = []
                    found.append(line)
                    column = 0
                if not piece:
                    continue
                place = self._nowhere if origin is None else origin.location
                if number and origin is not None and origin.moves:
                    place = Location(place.path, place.line + number)
                line.append((column, place, origin is not None and origin.said))
                column += len(piece)
        return found

    def documents(self) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
        """The documents of the text, and what is no YAML in it."""
        read = yaml.parse(Source(self._path, self.text))
        problems = (
            Problem(self._place(each.location.line, each.location.column), each.message, each.advice) for each in read.problems
        )
        return tuple(self._moved(document) for document in read.documents), tuple(problems)

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
            return Sequence(tuple([self._moved(item) for item in node.items]), place)
        entries = [
            Entry(self._filled(each.key), self._moved(each.value), self._place(each.location.line, each.location.column))
            for each in node.entries
        ]
        return Mapping(tuple(entries), place)

    def _scalar(self, node: Scalar) -> Scalar:
        place, said = self._text_place(node.location)
        made = FilledIn if said else Scalar
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

    def _line(self, line: int) -> list[_Stretch]:
        return self._lines[line - 1] if 0 < line <= len(self._lines) else []

    def _at(self, line: int, column: int) -> _Stretch | None:
        found: _Stretch | None = None
        for stretch in self._line(line):
            if stretch[0] >= column and found is not None:
                break
            found = stretch
        return found

    def _place(self, line: int, column: int) -> Location:
        found = self._at(line, column)
        return found[1] if found is not None else self._nowhere

    def _text_place(self, location: Location) -> tuple[Location, bool]:
        """Where a text stands and whether a values file states it; of a text within one line, the last such stretch counts
        that is its first word or its last."""
        first = self._at(location.line, location.column)
        if first is None:
            return self._nowhere, False
        if location.line != location.end_line:
            return self._span(location), first[2]
        last = first
        line, stretches, end = self._text_line(location.line), self._line(location.line), location.end_column - 1
        for number, stretch in enumerate(stretches):
            stop = stretches[number + 1][0] if number + 1 < len(stretches) else end
            begin = location.column - 1
            if stretch[2] and begin <= stretch[0] < end and _reaches(line, begin, stretch[0], stop, end):
                last = stretch
        return last[1], last[2]

    def _text_line(self, line: int) -> str:
        return self._texts[line - 1] if 0 < line <= len(self._texts) else ""

    def _span(self, location: Location) -> Location:
        """Where a container begins, with its end where that stands in the same file."""
        found = self._at(location.line, location.column)
        start, said = (found[1], found[2]) if found is not None else (self._nowhere, False)
        last = location.end_line if location.end_column > 1 else location.end_line - 1
        if said:
            return self._block(start, location.line, last)
        for line in range(last, location.line, -1):
            for _, end, _ in reversed(self._line(line)):
                if end.path == start.path and end.line >= start.line:
                    return Location(start.path, start.line, 0, end.line, 0)
        return start

    def _block(self, start: Location, first: int, last: int) -> Location:
        """From the first to the last line of a values file that some printed lines come from, whatever their order there."""
        places = [place for line in range(first, last + 1) for _, place, said in self._line(line) if said]
        lines = [(place.line, max(place.line, place.end_line)) for place in places if place.path == start.path]
        begin, end = min((line for line, _ in lines), default=start.line), max((line for _, line in lines), default=start.line)
        return Location(start.path, begin, start.column if begin == start.line else 0, end, 0)


def _reaches(line: str, begin: int, first: int, stop: int, end: int) -> bool:
    """Whether a part of a text is its first word or its last: a values file's part of the middle says little of the whole."""
    leads = not any(letter.isalnum() for letter in line[begin:first])
    trails = not any(letter.isalnum() for letter in line[stop:end])
    return leads or (trails and not line[first - 1 : first].isalnum())
