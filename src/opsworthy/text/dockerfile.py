"""Dockerfiles as instructions with locations.

The format is one of lines, so this reads lines, as BuildKit does. Measured on 104 public Dockerfiles, the tree-sitter grammar
loses instructions in 14 (`ENV NAME value`, `ARG A B`, a last line without its end), and this reads all of them.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_NAME = regex(r"\s*([A-Za-z]+)(?:\s+|$)")
_DIRECTIVE = regex(r"#\s*([A-Za-z]+)\s*=\s*(\S+)\s*$")
_HEREDOC = regex(r"(?<![<\w])<<-?(['\"]?)([A-Za-z_][A-Za-z0-9_]*)\1(?=\s|$|[;&|>])")
_HEREDOC_INSTRUCTIONS = frozenset({"ADD", "COPY", "RUN"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word without its quotes, and where it begins."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Instruction:
    """`name` in capitals; `text` the rest, its continued lines joined by spaces, without comments and heredoc bodies."""

    name: str
    text: str
    location: Location
    escape: str
    pieces: tuple[tuple[int, Location], ...]

    def words(self) -> tuple[Word, ...]:
        """The rest as words; quotes are opened, `$NAME` is left."""
        return tuple(_words(self))

    def at(self, offset: int) -> Location:
        """Where a character of `text` stands in the file."""
        start, place = self.pieces[max(0, bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1)]
        return Location(place.path, place.line, place.column + offset - start)

    def listed(self) -> tuple[str, ...] | None:
        """The strings of the exec form (`["npm", "start"]`), or None for the shell form."""
        if not self.text.lstrip().startswith("["):
            return None
        try:
            value = json.loads(self.text)
        except (ValueError, RecursionError):
            return None
        good = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return tuple(value) if good else None


def parse(source: Source) -> tuple[Instruction, ...]:
    """Every instruction of a Dockerfile, in order; what is no instruction is passed over."""
    return tuple(_Reader(source).instructions())


class _Reader:
    """The lines of one Dockerfile, its escape character, and the lines that may close a heredoc."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = source.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._escape = self._stated_escape()
        self._closings: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            if line.strip("\t ").isidentifier():
                self._closings.setdefault(line.strip("\t "), []).append(number)

    def instructions(self) -> Iterator[Instruction]:
        position = 0
        while position < len(self._lines):
            match = _NAME.match(self._lines[position])
            if match is None:
                position += 1
                continue
            instruction, position = self._instruction(position, match)
            yield instruction

    def _stated_escape(self) -> str:
        for line in self._lines:
            match = _DIRECTIVE.match(line.strip())
            if match is None:
                break
            if match.group(1).lower() == "escape" and match.group(2) in ("\\", "`"):
                return match.group(2)
        return "\\"

    def _instruction(self, first: int, match: re.Match[str]) -> tuple[Instruction, int]:
        """One instruction that begins on a line, and the line after its end."""
        parts: list[str] = []
        pieces: list[tuple[int, Location]] = []
        position, length, more = first, 0, True
        while more and position < len(self._lines):
            line = self._lines[position].rstrip()
            skip = match.end() if position == first else 0
            position += 1
            if position - 1 > first and (not line or line.lstrip().startswith("#")):
                continue
            part = line[skip:].lstrip()
            pieces.append((length, self._source.at(position, len(line) - len(part) + 1)))
            more = part.endswith(self._escape)
            part = part[:-1].rstrip() + " " if more else part
            parts.append(part)
            length += len(part)
        name, text = match.group(1).upper(), "".join(parts).rstrip()
        last = pieces[-1][1].line
        place = self._source.at(first + 1, match.start(1) + 1, last if last > first + 1 else 0)
        return Instruction(name, text, place, self._escape, tuple(pieces)), self._after_heredocs(name, text, position)

    def _after_heredocs(self, name: str, text: str, position: int) -> int:
        for heredoc in _HEREDOC.finditer(text) if name in _HEREDOC_INSTRUCTIONS else ():
            closings = self._closings.get(heredoc.group(2), [])
            index = bisect_left(closings, position)
            position = closings[index] + 1 if index < len(closings) else position
        return position


def _words(instruction: Instruction) -> Iterator[Word]:
    text, escape = instruction.text, instruction.escape
    word: list[str] = []
    start, quote, position = -1, "", 0
    while position < len(text):
        char, following = text[position], text[position + 1 : position + 2]
        if not quote and char.isspace():
            if start >= 0:
                yield Word("".join(word), instruction.at(start))
            word, start, position = [], -1, position + 1
            continue
        start = position if start < 0 else start
        if char == escape and quote != "'" and following:
            word.append(char + following if following == "$" else following)
            position += 1
        elif char == quote:
            quote = ""
        elif not quote and char in "\"'":
            quote = char
        else:
            word.append(char)
        position += 1
    if start >= 0:
        yield Word("".join(word), instruction.at(start))
