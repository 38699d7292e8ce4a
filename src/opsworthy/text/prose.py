"""Running text of Markdown: what the reader sees, and where each character of it stands in the file."""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import Protocol, TypeVar

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_AFTER_LEAD = regex(r"\s{0,2}(?:\([^()]{0,60}\))?\s{0,2}:")


@dataclass(frozen=True, slots=True)
class Code:
    """A code span: its text, where it stands, and where it begins in the prose."""

    text: str
    location: Location
    start: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link, an image or a bare address; `start` is where it begins in the prose."""

    target: str
    text: str
    location: Location
    start: int = 0
    image: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment, without its marks; `start` is where it stands in the prose."""

    text: str
    location: Location
    start: int = 0


@dataclass(frozen=True, slots=True)
class Prose:
    """`text` has neither marks nor line breaks; `plain` is as long, with the code spans blanked out. `lead` is the bold text it
    begins with, and `leads` are the bold texts that later lines of it begin with, by their offsets."""

    text: str
    plain: str
    location: Location
    codes: tuple[Code, ...] = ()
    links: tuple[Anchor, ...] = ()
    comments: tuple[Comment, ...] = ()
    lead: str = ""
    segments: tuple[tuple[int, int, int], ...] = ()
    leads: tuple[tuple[int, str], ...] = ()

    def pieces(self) -> tuple["Prose", ...]:
        """The text cut before each line that begins with a bold lead-in and a colon: `**Symptom**: …` above `**Cause**: …`."""
        if not self.leads:
            return (self,)
        cuts = [(at, lead) for at, lead in self.leads if at and _is_lead_in(self.text, at, lead)]
        if not cuts:
            return (self,)
        starts = [(0, self.lead), *cuts]
        ends = [*(at for at, _ in cuts), len(self.text)]
        return tuple(self._piece(start, end, lead) for (start, lead), end in zip(starts, ends, strict=True))

    def _piece(self, start: int, end: int, lead: str) -> "Prose":
        """A stretch as prose of its own. Only what lies in it is looked at: a text may have thousands of pieces."""
        first = max(bisect_right(self.segments, (start, 1 << 60, 0)) - 1, 0)
        inside = self.segments[first : bisect_left(self.segments, (end, 0, 0))]
        text = self.text[start:end].rstrip()
        return Prose(
            text=text,
            plain=self.plain[start : start + len(text)],
            location=self.place(start, start + max(len(text), 1)),
            codes=tuple(replace(each, start=each.start - start) for each in _within(self.codes, start, end)),
            links=tuple(replace(each, start=each.start - start) for each in _within(self.links, start, end)),
            comments=_within(self.comments, start, end),
            lead=lead,
            segments=tuple((max(at - start, 0), line, column + max(start - at, 0)) for at, line, column in inside),
        )

    def place(self, start: int, end: int) -> Location:
        """The location of a stretch of the text; it ends on the line where it begins."""
        line, column = self._position(start)
        end_line, end_column = self._position(max(end - 1, start))
        if (end_line, end_column) < (line, column):
            return Location(self.location.path, line, column, line, column)
        return Location(self.location.path, line, column, end_line, end_column + 1)

    def _position(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.segments, (offset, 1 << 60, 0)) - 1
        if index < 0:
            return self.location.line, max(self.location.column, 1)
        start, line, column = self.segments[index]
        limit = self.segments[index + 1][0] - start if index + 1 < len(self.segments) else offset - start
        return line, column + min(offset - start, max(limit, 0))


class _Begins(Protocol):
    @property
    def start(self) -> int: ...


_Part = TypeVar("_Part", bound=_Begins)


def _within(parts: tuple[_Part, ...], start: int, end: int) -> tuple[_Part, ...]:
    """Those of the parts, which are in the order of the text, that begin in a stretch of it."""
    first = bisect_left(parts, start, key=lambda part: part.start)
    return parts[first : bisect_left(parts, end, key=lambda part: part.start)]


def _is_lead_in(text: str, at: int, lead: str) -> bool:
    after = text[at + len(lead) : at + len(lead) + 80]
    return lead.rstrip().endswith(":") or _AFTER_LEAD.match(after) is not None
