"""A pattern as a program of single steps."""

from collections.abc import Callable
from functools import lru_cache

from opsworthy.facts.go_templates.expressions.reading import (
    Alternatives,
    Anchor,
    Group,
    Letters,
    Piece,
    Repeated,
    Series,
    read,
)  # fmt: skip
from opsworthy.text.dataclass import dataclass

_MOST_STEPS = 2000


@dataclass(slots=True)
class Step:
    """`letter` takes one that fits; `split` goes on at `next` and, weaker, at `other`; `save` notes a place; `assert` looks
    around; `match` is the end."""

    kind: str
    next: int = 0
    other: int = 0
    fits: Callable[[str], bool] | None = None
    slot: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """`names` are the groups' numbers by name; `groups` how many there are."""

    steps: tuple[Step, ...]
    groups: int
    names: dict[str, int]


class TooLong(ValueError):
    """A pattern that unfolds to more than anybody writes."""


@lru_cache(maxsize=500)
def compiled(pattern: str) -> Program | None:
    """The program of a pattern; None for one that is not understood, or that unfolds too far."""
    found = read(pattern)
    if found is None:
        return None
    try:
        return _Assembler().assembled(found.piece, found.groups, found.names)
    except (TooLong, RecursionError):
        return None


class _Assembler:
    def __init__(self) -> None:
        self._steps: list[Step] = []

    def assembled(self, piece: Piece, groups: int, names: dict[str, int]) -> Program:
        self._put(Group(piece, 0))
        self._step(Step("match"))
        return Program(tuple(self._steps), groups, names)

    def _step(self, step: Step) -> Step:
        if len(self._steps) >= _MOST_STEPS:
            raise TooLong
        step.next = len(self._steps) + 1
        self._steps.append(step)
        return step

    def _put(self, piece: Piece) -> None:
        if isinstance(piece, Letters):
            self._step(Step("letter", fits=piece.fits))
        elif isinstance(piece, Anchor):
            self._step(Step("assert", anchor=piece.kind))
        elif isinstance(piece, Series):
            for each in piece.pieces:
                self._put(each)
        elif isinstance(piece, Group):
            self._group(piece)
        elif isinstance(piece, Alternatives):
            self._alternatives(piece.pieces)
        else:
            self._repeated(piece)

    def _group(self, group: Group) -> None:
        if group.number is not None:
            self._step(Step("save", slot=group.number * 2))
        self._put(group.piece)
        if group.number is not None:
            self._step(Step("save", slot=group.number * 2 + 1))

    def _alternatives(self, pieces: tuple[Piece, ...]) -> None:
        ends: list[Step] = []
        for each in pieces[:-1]:
            split = self._step(Step("split"))
            self._put(each)
            ends.append(self._step(Step("jump")))
            split.other = len(self._steps)
        self._put(pieces[-1])
        for end in ends:
            end.next = len(self._steps)

    def _repeated(self, piece: Repeated) -> None:
        for _ in range(piece.least):
            self._put(piece.piece)
        if piece.most is None:
            start = len(self._steps)
            split = self._step(Step("split"))
            self._put(piece.piece)
            self._step(Step("jump")).next = start
            self._point(split, piece.greedy)
            return
        splits: list[Step] = []
        for _ in range(piece.most - piece.least):
            splits.append(self._step(Step("split")))
            self._put(piece.piece)
        for split in splits:
            self._point(split, piece.greedy)

    def _point(self, split: Step, greedy: bool) -> None:
        """Lets a split also lead to what comes after all that stands so far."""
        split.other = len(self._steps)
        if not greedy:
            split.next, split.other = split.other, split.next
