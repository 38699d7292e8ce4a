"""Changes of a text at places that are known, and the lines of Markdown that they go by."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FENCE = re.compile(r"^\s*(?:```|~~~)")
HEADING = re.compile(r"^(#{1,6})\s")


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts `words` in place of the text from `start` to `end`."""

    start: int
    end: int
    words: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all the edits made; none may touch another."""
    for each in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: each.start] + each.words + text[each.end :]
    return text


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its line end; `fenced` inside a block of code, `fence` where it opens or closes one."""

    start: int
    text: str
    fenced: bool
    fence: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def lines(text: str) -> Iterator[Line]:
    at, inside = 0, False
    for line in text.splitlines(keepends=True):
        fence = bool(FENCE.match(line))
        yield Line(at, line, inside and not fence, fence)
        inside = inside != fence
        at += len(line)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines on which a part stands."""
    after = text.find("\n", end - 1 if text[start:end].endswith("\n") else end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after + 1


def section(text: str, start: int) -> tuple[int, int, int]:
    """Of the heading that holds this place: where it begins, where its body begins, and where the section ends."""
    first = text.rfind("\n", 0, start) + 1
    level = 0
    body = end = len(text)
    for line in lines(text):
        heading = None if line.fenced or line.fence else HEADING.match(line.text)
        if line.start == first and heading:
            level, body = len(heading[1]), line.end
        elif level and heading and len(heading[1]) <= level:
            end = line.start
            break
    return first, body, end


def titles(text: str) -> Iterator[tuple[int, int]]:
    """Where each heading begins, and its level."""
    for line in lines(text):
        heading = None if line.fenced or line.fence else HEADING.match(line.text)
        if heading:
            yield line.start, len(heading[1])
