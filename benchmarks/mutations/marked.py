"""Texts in which the parts that carry a duty are marked by hand, so that a fault can be made in exactly one of them.

`⟦name|words⟧` marks words in a line; a line `⟦name` and a line `name⟧` mark the lines between them. The marks are taken out
before anything is judged. A name has a role and, after a colon, what it is the role of: `rationale`, `duration:rollback`.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"^[ \t]*⟦(?P<begin>[\w:./-]+)[ \t]*\n|^[ \t]*(?P<end>[\w:./-]+)⟧[ \t]*\n|⟦(?P<open>[\w:./-]+)\||(?P<close>⟧)", re.M
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked part: the offsets `start` to `end` of the plain text; `whole` where it is whole lines."""

    name: str
    start: int
    end: int
    whole: bool

    @property
    def role(self) -> str:
        return self.name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and where they stood, in the order of their beginnings."""

    text: str
    marks: tuple[Mark, ...]


def unmark(written: str) -> Marked:
    """Takes the marks out of a text. Raises ValueError where one is not closed."""
    pieces: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[str, int, bool]] = []
    length = last = 0
    for found in _MARK.finditer(written):
        piece = written[last : found.start()]
        pieces.append(piece)
        length += len(piece)
        last = found.end()
        name, whole = found["begin"] or found["open"], bool(found["begin"])
        if name:
            opened.append((name, length, whole))
            continue
        name, start, whole = opened.pop() if opened else ("", 0, False)
        if not name or (found["end"] and found["end"] != name) or whole != bool(found["end"]):
            raise ValueError(f"the mark {found[0].strip()!r} closes {name or 'nothing'!r}")
        marks.append(Mark(name, start, length, whole))
    if opened:
        raise ValueError(f"never closed: {opened[-1][0]}")
    pieces.append(written[last:])
    return Marked("".join(pieces), tuple(sorted(marks, key=lambda each: (each.start, -each.end, each.name))))


def without(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]
