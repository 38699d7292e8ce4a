"""A pattern's text as pieces: letters, repetitions, alternatives, groups, anchors."""

from collections.abc import Callable
from dataclasses import field
from typing import TypeAlias

from opsworthy.text.dataclass import dataclass

_MOST_REPEATS = 200
_LONGEST = 1000
_DEEPEST = 30
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_MARKS = frozenset("\\.+*?()|[]{}^$-/ '\"#&,:;=@_~!%<>`")


@dataclass(frozen=True, slots=True)
class Letters:
    """One letter out of a set."""

    fits: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Anchor:
    """start, end, line-start, line-end, word or no-word."""

    kind: str


@dataclass(frozen=True, slots=True)
class Series:
    pieces: tuple["Piece", ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    pieces: tuple["Piece", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces in brackets; `number` is None where nothing is noted."""

    piece: "Piece"
    number: int | None


@dataclass(frozen=True, slots=True)
class Repeated:
    piece: "Piece"
    least: int
    most: int | None
    greedy: bool


Piece: TypeAlias = Letters | Anchor | Series | Alternatives | Group | Repeated


@dataclass
class Pattern:
    piece: Piece
    groups: int = 0
    names: dict[str, int] = field(default_factory=dict)


class NotUnderstood(ValueError):
    """A pattern that has what is not followed here."""


def read(pattern: str) -> Pattern | None:
    """The pieces of a pattern; None for one that is not understood."""
    if len(pattern) > _LONGEST:
        return None
    reader = _Reader(pattern)
    try:
        piece = reader.alternatives(0)
        return Pattern(piece, reader.groups, reader.names) if reader.done() else None
    except (NotUnderstood, IndexError):
        return None


class _Reader:
    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0
        self.groups = 0
        self.names: dict[str, int] = {}
        self._folded = False
        self._lines = False
        self._dot_all = False

    def done(self) -> bool:
        return self._at >= len(self._text)

    def _ahead(self, written: str) -> bool:
        return self._text.startswith(written, self._at)

    def _take(self, count: int = 1) -> str:
        taken = self._text[self._at : self._at + count]
        if len(taken) < count:
            raise NotUnderstood
        self._at += count
        return taken

    def alternatives(self, depth: int) -> Piece:
        if depth > _DEEPEST:
            raise NotUnderstood
        found = [self._series(depth)]
        while self._ahead("|"):
            self._take()
            found.append(self._series(depth))
        return found[0] if len(found) == 1 else Alternatives(tuple(found))

    def _series(self, depth: int) -> Piece:
        found: list[Piece] = []
        while not self.done() and not self._ahead("|") and not self._ahead(")"):
            piece = self._one(depth)
            if piece is not None:
                found.append(self._quantified(piece))
        return Series(tuple(found))

    def _quantified(self, piece: Piece) -> Piece:
        while not self.done():
            mark = self._text[self._at]
            counts = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(mark)
            if counts is not None:
                self._take()
            elif mark == "{":
                counts = self._counts()
            if counts is None:
                return piece
            lazy = self._ahead("?")
            if lazy:
                self._take()
            piece = Repeated(piece, counts[0], counts[1], not lazy)
        return piece

    def _counts(self) -> tuple[int, int | None] | None:
        """`{2}`, `{2,}`, `{2,5}`; anything else in braces is plain text."""
        end = self._text.find("}", self._at)
        least, comma, most = self._text[self._at + 1 : max(end, self._at + 1)].partition(",")
        if not least.isdigit() or (most and not most.isdigit()) or len(least) > 4 or len(most) > 4:
            return None
        found = int(least), int(most) if most else None if comma else int(least)
        if found[0] > _MOST_REPEATS or (found[1] is not None and not found[0] <= found[1] <= _MOST_REPEATS):
            raise NotUnderstood
        self._at = end + 1
        return found

    def _one(self, depth: int) -> Piece | None:
        mark = self._take()
        if mark == "(":
            return self._group(depth)
        if mark == "[":
            return Letters(self._set())
        if mark == ".":
            return Letters((lambda letter: True) if self._dot_all else (lambda letter: letter != "\n"))  # noqa: ARG005
        if mark in "^$":
            side = "start" if mark == "^" else "end"
            return Anchor(f"line-{side}" if self._lines else side)
        if mark == "\\":
            return self._escaped()
        if mark in "*+?":
            raise NotUnderstood
        return self._letter(mark)

    def _letter(self, letter: str) -> Letters:
        folded = letter.lower()
        return Letters((lambda each: each.lower() == folded) if self._folded else letter.__eq__)

    def _group(self, depth: int) -> Piece | None:
        number: int | None = None
        if self._ahead("?"):
            name = self._special()
            if name is None and self._text[self._at - 1] == ")":
                return None
            if name:
                self.groups += 1
                self.names[name] = number = self.groups
        else:
            self.groups += 1
            number = self.groups
        before = self._folded, self._lines, self._dot_all
        piece = self.alternatives(depth + 1)
        if self._take() != ")":
            raise NotUnderstood
        if number is not None:
            self._folded, self._lines, self._dot_all = before
        return Group(piece, number)

    def _special(self) -> str | None:
        """What stands behind `(?`: a name, flags for the rest, or nothing to note."""
        self._take()
        for beginning in ("P<", "<"):
            if self._ahead(beginning):
                self._take(len(beginning))
                end = self._text.index(">", self._at) if ">" in self._text[self._at :] else -1
                name = self._text[self._at : end]
                if end < 0 or not name.isidentifier():
                    raise NotUnderstood
                self._at = end + 1
                return name
        while (flag := self._take()) in "ims":
            self._folded = self._folded or flag == "i"
            self._lines = self._lines or flag == "m"
            self._dot_all = self._dot_all or flag == "s"
        if flag not in ":)":
            raise NotUnderstood
        return None

    def _escaped(self) -> Piece:
        mark = self._take()
        if mark in "AzbB":
            return Anchor({"A": "start", "z": "end", "b": "word", "B": "no-word"}[mark])
        found = _CLASSES.get(mark)
        return Letters(found) if found is not None else self._letter(self._plain(mark))

    def _plain(self, mark: str) -> str:
        if mark in _ESCAPES:
            return _ESCAPES[mark]
        if mark == "x":
            return chr(int(self._hexadecimal(), 16))
        if mark in _MARKS:
            return mark
        raise NotUnderstood

    def _hexadecimal(self) -> str:
        digits = self._take(2)
        if not all(each in "0123456789abcdefABCDEF" for each in digits):
            raise NotUnderstood
        return digits

    def _set(self) -> Callable[[str], bool]:
        """`[…]`: letters, spans, classes; `^` first turns it around."""
        negated = self._ahead("^")
        if negated:
            self._take()
        tests: list[Callable[[str], bool]] = []
        first = True
        while first or not self._ahead("]"):
            first = False
            tests.append(self._member())
        self._take()
        folded = self._folded

        def fits(letter: str) -> bool:
            alike = (letter, letter.lower(), letter.upper()) if folded else (letter,)
            return any(test(each) for test in tests for each in alike) != negated

        return fits

    def _member(self) -> Callable[[str], bool]:
        if self._ahead("[:"):
            end = self._text.index(":]", self._at) if ":]" in self._text[self._at :] else -1
            found = _POSIX.get(self._text[self._at + 2 : end])
            if end < 0 or found is None:
                raise NotUnderstood
            self._at = end + 2
            return found
        letter = self._take()
        if letter == "\\":
            mark = self._take()
            if mark in _CLASSES:
                return _CLASSES[mark]
            letter = self._plain(mark)
        if self._ahead("-") and not self._ahead("-]"):
            self._take()
            last = self._take()
            last = self._plain(self._take()) if last == "\\" else last
            return lambda each: letter <= each <= last
        return letter.__eq__


def _is_word(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter == "_")


_SPACES = " \t\n\f\r"
_CLASSES: dict[str, Callable[[str], bool]] = {
    "d": lambda letter: "0" <= letter <= "9",
    "D": lambda letter: not "0" <= letter <= "9",
    "w": _is_word,
    "W": lambda letter: not _is_word(letter),
    "s": lambda letter: letter in _SPACES,
    "S": lambda letter: letter not in _SPACES,
}
_POSIX: dict[str, Callable[[str], bool]] = {
    "alnum": lambda letter: letter.isascii() and letter.isalnum(),
    "alpha": lambda letter: letter.isascii() and letter.isalpha(),
    "digit": _CLASSES["d"],
    "lower": lambda letter: "a" <= letter <= "z",
    "punct": lambda letter: "!" <= letter <= "~" and not letter.isalnum(),
    "space": lambda letter: letter in " \t\n\v\f\r",
    "upper": lambda letter: "A" <= letter <= "Z",
    "word": _is_word,
    "xdigit": lambda letter: letter in "0123456789abcdefABCDEF",
}
