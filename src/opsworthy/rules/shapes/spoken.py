"""What a document says around a command: in the section that it stands in, before it and after it, and above that section."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

from opsworthy.commands.command import Command
from opsworthy.documents.document import Document, Section
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.rules.shapes.same import Same
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_COMMENT = regex(r"^\s*(?:#|//|--|::|REM\b)|^\s*(?:echo|printf|Write-Host|read)\b")
_FENCES = ("```", "~~~")
_BEHIND = regex(r"\s#\s(.*)")


@dataclass(frozen=True, eq=False)
class Spoken:
    """The words of a document by line: running text, tables, and in code blocks the remarks alone."""

    read: Reading

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(section.location.line if section.level else 1 for section in self.read.sections)

    def place(self, line: int) -> int:
        """The number of the section, in the order of the text, that a line stands in."""
        return max(0, bisect_right(self._starts, line) - 1)

    def above(self, line: int) -> tuple[Section, ...]:
        """The section of a line and those that it stands in, innermost first."""
        at = self.place(line)
        found = [self.read.sections[at]]
        for section in reversed(self.read.sections[:at]):
            if section.level < found[-1].level:
                found.append(section)
        return tuple(found)

    def titles(self, line: int) -> str:
        return " / ".join(section.title for section in reversed(self.above(line)) if section.title)

    def own(self, line: int) -> str:
        """All words of the section that a line stands in, its heading with them."""
        first, last = self._range(self.place(line))
        return self._words(first, last)

    def before(self, line: int) -> str:
        """The words of that section up to the line and on it."""
        first, _ = self._range(self.place(line))
        return self._words(first, line)

    def over(self, line: int) -> str:
        """The words of the sections that this section stands in, before any of their parts."""
        at = self.place(line)
        outer = self.above(line)[1:]
        parts = (at for at, section in enumerate(self.read.sections[:at]) if any(section is each for each in outer))
        return "\n".join(self._words(*self._range(each)) for each in parts)

    def last(self, line: int, count: int) -> str:
        """The last lines with words in the same section, up to the line and on it, and the last of the running text."""
        first, _ = self._range(self.place(line))
        told = [
            (at, each) for at in range(first + 1, line + 1) if (each := self._line(at).strip(" \t>")) and each[:3] not in _FENCES
        ]
        prose = [each for at, each in told if at not in self.read.fenced]
        return "\n".join([*prose[-1:], *(each for _, each in told[-count:])])

    def near(self, line: int, lines: int) -> str:
        """The words so many lines before and after, in the same section."""
        first, last = self._range(self.place(line))
        return self._words(max(first, line - lines), min(last, line + lines))

    def _range(self, at: int) -> tuple[int, int]:
        last = self._starts[at + 1] - 1 if at + 1 < len(self._starts) else len(self.read.text)
        return self._starts[at], max(last, self._starts[at])

    def _words(self, first: int, last: int) -> str:
        return "\n".join(self._line(at) for at in range(first, last + 1))

    def _line(self, at: int) -> str:
        line = self.read.line(at)
        if at not in self.read.fenced or _COMMENT.match(line):
            return line
        behind = _BEHIND.search(line)
        return behind.group(1) if behind else ""


@lru_cache(maxsize=8)
def _spoken(key: Same[Document]) -> Spoken:
    return Spoken(reading(key.it))


def spoken(read: Reading) -> Spoken:
    """The words around the commands of a document; worked out once."""
    return _spoken(Same(read.document))


def innermost(command: Command) -> Iterator[Command]:
    """The commands that a line runs in the end: itself, or what it hands on to a container, a host or a shell."""
    if not command.inner:
        yield command
    for each in command.inner:
        yield from innermost(each)
