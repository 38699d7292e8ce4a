"""One object as we read it and as Helm printed it, joined: the places are ours, and where both differ the value is Helm's."""

from collections.abc import Sequence as Several

from opsworthy.facts.go_templates.functions.unforeseen import is_unforeseen
from opsworthy.facts.helm.written_lines import WrittenLines
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, string

_MOST_STEPS = 200_000
_SECRET = ("data", "stringData")
_WITHHELD = "{{ … }}"
_CHECKSUM = "checksum/"
"""Beginning of what charts call the digest of another template: that one is joined by itself."""


class TooLarge(Exception):
    """An object that does not end; nobody deploys such a one."""


class Joining:
    """Joins one object. `is_secret` is true of a Secret: what Helm made of its values is nobody's business."""

    def __init__(self, lines: WrittenLines, is_secret: bool) -> None:
        self._lines = lines
        self._is_secret = is_secret
        self._steps = _MOST_STEPS
        self.differs = False

    def whole(self, ours: Mapping, theirs: Mapping) -> Mapping:
        """Raises TooLarge."""
        joined = self._mapping(ours, theirs, top=True)
        return joined if self.differs else ours

    def alone(self, theirs: Mapping, place: Location) -> Mapping:
        """An object that we did not read: each key at the next line of the template that writes it. Raises TooLarge."""
        return Mapping(tuple(self._new(each, place, self._hides(each.key, top=True)) for each in theirs.entries), place)

    def _hides(self, key: str, top: bool) -> bool:
        return self._is_secret and top and key in _SECRET

    def _node(self, ours: Node, theirs: Node, hidden: bool) -> Node:
        self._step()
        if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
            return self._mapping(ours, theirs, hidden=hidden)
        if isinstance(ours, Sequence) and isinstance(theirs, Sequence):
            return self._sequence(ours, theirs, hidden)
        if isinstance(ours, Scalar) and (hidden or is_unforeseen(ours.text)):
            return ours
        if isinstance(ours, Scalar) and isinstance(theirs, Scalar):
            if _same(ours, theirs):
                return ours
            self.differs = True
            return type(ours)(theirs.value, theirs.text, ours.location, theirs.tag)
        if _says_nothing(ours) and _says_nothing(theirs):
            return ours
        self.differs = True
        return self._moved(theirs, ours.location, hidden)

    def _mapping(self, ours: Mapping, theirs: Mapping, top: bool = False, hidden: bool = False) -> Mapping:
        known = {each.key: each for each in ours.entries}
        printed = {each.key for each in theirs.entries}
        kept = [each for each in ours.entries if each.key not in printed and is_unforeseen(each.key)]
        self.differs |= len(ours.entries) - len(kept) != sum(each.key in known for each in theirs.entries)
        found = []
        for each in theirs.entries:
            own = known.get(each.key)
            hides = hidden or self._hides(each.key, top)
            if own is not None and own.key.startswith(_CHECKSUM):
                found.append(own)
            elif own is not None:
                found.append(Entry(own.key, self._node(own.value, each.value, hides), own.location))
            elif not kept:
                self.differs = True
                found.append(self._new(each, ours.location, hides))
        return Mapping((*found, *kept), ours.location, theirs.tag)

    def _sequence(self, ours: Sequence, theirs: Sequence, hidden: bool) -> Sequence:
        names = _names(ours.items)
        by_name = dict(zip(names, ours.items, strict=True)) if names and _names(theirs.items) else None
        found: list[Node] = []
        self.differs |= len(ours.items) != len(theirs.items)
        for at, each in enumerate(theirs.items):
            own = ours.items[at] if at < len(ours.items) else None
            if by_name is not None:
                own = by_name.get(string(each, "name") or "", own if len(ours.items) == len(theirs.items) else None)
            found.append(
                self._node(own, each, hidden) if own is not None else self._moved(each, ours.location, hidden, begins=True)
            )
        return Sequence(tuple(found), ours.location, theirs.tag)

    def _new(self, entry: Entry, place: Location, hidden: bool) -> Entry:
        here = self._lines.next(entry.key, place)
        return Entry(entry.key, self._moved(entry.value, here, hidden), here)

    def _moved(self, node: Node, place: Location, hidden: bool, begins: bool = False) -> Node:
        """A node of Helm's at a place of ours; `begins` is true of an item, which begins where its name is written."""
        self._step()
        if isinstance(node, Scalar):
            return Scalar(_WITHHELD, _WITHHELD, place) if hidden else Scalar(node.value, node.text, place, node.tag)
        if isinstance(node, Sequence):
            return Sequence(tuple(self._moved(each, place, hidden, begins=True) for each in node.items), place)
        first = node.entries[0].key if begins and node.entries else None
        start = self._lines.next(first, place) if first is not None else place
        return Mapping(tuple(self._new(each, start, hidden) for each in node.entries), start)

    def _step(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise TooLarge


def _same(ours: Scalar, theirs: Scalar) -> bool:
    """Whether two values are one; texts of several lines are, that differ in blanks at the ends of lines alone."""
    if isinstance(ours.value, str) and isinstance(theirs.value, str):
        if ours.value == theirs.value:
            return True
        mine, other = ([line.rstrip() for line in text.split("\n") if line.strip()] for text in (ours.value, theirs.value))
        return mine == other
    return ours.value == theirs.value and isinstance(ours.value, bool) == isinstance(theirs.value, bool)


def _names(items: Several[Node]) -> list[str]:
    """What the items of a list are called, where each has a name of its own."""
    found = [name for each in items if (name := string(each, "name")) is not None]
    return found if len(set(found)) == len(items) else []


def _says_nothing(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.value is None
    return not (node.entries if isinstance(node, Mapping) else node.items)
