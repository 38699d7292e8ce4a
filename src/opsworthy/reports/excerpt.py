"""The line of a document that an outcome points at, as a terminal can show it: cut to a width, marked, and never a secret."""

from opsworthy.reports.words import cells, safe
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import carries_credentials, in_clear, is_issued

_WORD = regex(r"[^\s`'\"<>()\[\],;]{8,4096}")
_PAIR = regex(r"([A-Za-z][\w.-]{1,80})[\"'`]?\s{0,3}[=:]\s{0,3}[\"'`]?([^\s\"'`,;<>]{6,200})")
_MARKER = regex(r"[\s>*+#|-]*(?:\d{1,9}[.)]\s*)?")
_LONGEST = 4_000
_LEAST = 20
WITHHELD = "(not repeated here: this line seems to hold a secret)"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a text, safe to print; `marks` underlines what is meant and is empty where that is the whole line."""

    line: int
    text: str
    marks: str


def lines_of(text: str) -> list[str]:
    """The lines of a text as Markdown and editors count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def excerpt(lines: list[str], place: Location, width: int) -> Excerpt | None:
    """The first line of a place; None where the text has no such line or nothing stands on it."""
    if not 1 <= place.line <= len(lines) or not lines[place.line - 1].strip():
        return None
    line = lines[place.line - 1].rstrip()[:_LONGEST]
    if _holds_secret(line):
        return Excerpt(place.line, WITHHELD, "")
    first, last = _span(line, place)
    begin, line = _window(line, first, max(width, _LEAST))
    first, last = max(first - begin, 0), max(last - begin, 0)
    before, meant = safe(line[:first]), safe(line[first:last])
    marks = "" if not meant.strip() else " " * cells(before) + "^" * cells(meant)
    return Excerpt(place.line, safe(line), marks)


def _span(line: str, place: Location) -> tuple[int, int]:
    """What is meant, from and to; nothing where a place has no column, or is all of its line."""
    if not place.column or place.end_line not in (0, place.line):
        return 0, 0
    first = min(place.column - 1, len(line))
    last = min(place.end_column - 1, len(line)) if place.end_column > place.column else first + 1
    starts = _MARKER.fullmatch(line[:first])
    whole = starts and (last >= len(line.rstrip(" |")) or place.end_column <= place.column)
    return (0, 0) if whole else (first, last)


def _window(line: str, first: int, width: int) -> tuple[int, str]:
    """The part of a long line around what is meant, and where it begins; an ellipsis stands for what is cut."""
    if len(line) <= width:
        return 0, line
    begin = 0 if first < width - width // 4 else min(first - width // 4, len(line) - width)
    part = line[begin : begin + width]
    opened = "…" + part[1:] if begin else part
    return begin, opened[:-1] + "…" if begin + width < len(line) else opened


def _holds_secret(line: str) -> bool:
    if "PRIVATE KEY-----" in line:
        return True
    if any(is_issued(word) or carries_credentials(word) for word in _WORD.findall(line)):
        return True
    return any(any(map(str.isdigit, value)) and in_clear(name, value) for name, value in _PAIR.findall(line))
