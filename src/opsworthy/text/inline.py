"""Makes prose of the pieces of a running text, following them with a cursor in the text as it stands in the file."""

from bisect import bisect_right
from collections.abc import Sequence

from opsworthy.text.location import Location
from opsworthy.text.markdown_pieces import Piece
from opsworthy.text.prose import Anchor, Code, Comment, Prose
from opsworthy.text.regex import regex

_BARE_URL = regex(r"https?://[^\s<>\"'`|)\]}]+")
_LINE_END = regex("\n")
_ALPHANUMERIC = regex(r"[^\W_]")
_URL_TAIL = ".,;:!?*_"


class _Writer:
    """Follows the pieces of one text with a cursor in the raw text."""

    __slots__ = (
        "at_line_start", "codes", "comments", "cursor", "in_lead", "leads", "length", "line_starts", "links", "open_links",
        "path", "plain", "raw", "rows", "segments", "text",
    )  # fmt: skip

    def __init__(self, path: str, raw: str, rows: list[tuple[int, int]]) -> None:
        self.path, self.raw, self.rows = path, raw, rows
        self.line_starts = [0, *(found.end() for found in _LINE_END.finditer(raw))] if "\n" in raw else [0]
        self.cursor = self.length = 0
        self.text: list[str] = []
        self.plain: list[str] = []
        self.segments: list[tuple[int, int, int]] = []
        self.codes: list[Code] = []
        self.links: list[Anchor] = []
        self.comments: list[Comment] = []
        self.open_links: list[tuple[str, int, int]] = []
        self.leads: list[tuple[int, str]] = []
        self.at_line_start = self.in_lead = False

    def add(self, text: str, at: int, hidden: bool = False) -> None:
        """Adds a text that stands at an offset of the raw text; it may go on over line breaks there."""
        raw = self.raw
        if len(self.line_starts) == 1:
            line, column = self.rows[0]
            self.segments.append((self.length, line, column + min(at, len(raw))))
        else:
            self.segments.append((self.length, *self.position(min(at, len(raw)))))
            broken = raw.find("\n", at, at + len(text))
            while broken >= 0:
                self.segments.append((self.length + broken - at + 1, *self.position(broken + 1)))
                broken = raw.find("\n", broken + 1, at + len(text))
        self.text.append(text)
        self.plain.append(" " * len(text) if hidden else text)
        self.length += len(text)
        if self.in_lead and self.leads:
            begun, lead = self.leads[-1]
            self.leads[-1] = (begun, lead + text)

    def seek(self, wanted: str) -> int:
        """Where the wanted text begins, at or after the cursor; the cursor itself where it does not occur (escapes)."""
        found = self.raw.find(wanted, self.cursor) if wanted else -1
        return found if found >= 0 else self.cursor

    def position(self, offset: int) -> tuple[int, int]:
        if len(self.line_starts) == 1:
            line, column = self.rows[0]
            return line, column + offset
        row = bisect_right(self.line_starts, offset) - 1
        line, column = self.rows[min(row, len(self.rows) - 1)]
        return line, column + offset - self.line_starts[row]

    def place(self, start: int, end: int) -> Location:
        line, column = self.position(start)
        end_line, end_column = self.position(end)
        return Location(self.path, line, column, end_line, end_column)


def write(path: str, pieces: Sequence[Piece], raw: str, rows: list[tuple[int, int]]) -> Prose:
    """The prose of some pieces; `raw` is their text as it stands in the file, `rows` where each line of it begins."""
    if len(pieces) == 1 and pieces[0].type == "text" and len(rows) == 1:
        return _only(path, pieces[0].content, raw, *rows[0])
    writer = _Writer(path, raw, rows)
    for piece in pieces:
        _piece(writer, piece)
    last_line, last_column = writer.position(len(raw))
    return Prose(
        text="".join(writer.text),
        plain="".join(writer.plain),
        location=Location(path, *rows[0], last_line, last_column),
        codes=tuple(writer.codes),
        links=tuple(writer.links),
        comments=tuple(writer.comments),
        lead=_lead(pieces),
        segments=tuple(writer.segments),
        leads=tuple(writer.leads),
    )


def _only(path: str, text: str, raw: str, line: int, column: int) -> Prose:
    """The prose of one line without any marks."""
    start = max(raw.find(text), 0)
    whole = Location(path, line, column, line, column + len(raw))
    if "://" not in text:
        return Prose(text, text, whole, segments=((0, line, column + start),))
    writer = _Writer(path, raw, [(line, column)])
    _text(writer, text)
    return Prose(text, text, whole, links=tuple(writer.links), segments=tuple(writer.segments))


def _piece(writer: _Writer, child: Piece) -> None:
    if child.type == "text":
        _text(writer, child.content)
    elif child.type == "code_inline":
        _code(writer, child)
    elif child.type in ("softbreak", "hardbreak"):
        at = writer.seek("\n")
        writer.add(" ", at)
        writer.cursor = min(at + 1, len(writer.raw))
        writer.at_line_start = True
        return
    elif child.type == "strong_open" and writer.at_line_start:
        writer.leads.append((writer.length, ""))
        writer.in_lead = True
    elif child.type == "strong_close":
        writer.in_lead = False
    elif child.type == "link_open":
        mark = "[" if child.markup != "autolink" else "<"
        start = writer.seek(mark)
        writer.open_links.append((child.target, start, writer.length))
        writer.cursor = min(start + 1, len(writer.raw))
    elif child.type == "link_close" and writer.open_links:
        target, start, begun = writer.open_links.pop()
        label = "".join(writer.text)[begun:]
        writer.cursor = _link_end(writer.raw, writer.cursor)
        writer.links.append(Anchor(target, label, writer.place(start, writer.cursor), begun))
    elif child.type == "image":
        start = writer.seek("![")
        end = _link_end(writer.raw, writer.raw.find("]", start) if "]" in writer.raw[start:] else start)
        writer.links.append(Anchor(child.target, child.content, writer.place(start, end), writer.length, image=True))
        writer.add(child.content, min(start + 2, len(writer.raw)))
        writer.cursor = end
    elif child.type == "html_inline":
        start = writer.seek(child.content)
        writer.cursor = min(start + len(child.content), len(writer.raw))
        if child.content.startswith("<!--"):
            writer.comments.append(Comment(child.content[4:-3].strip(), writer.place(start, writer.cursor), writer.length))
        elif not child.content.startswith(("<br", "</", "<a", "<b", "<i", "<s", "<u", "<p", "<d", "<k", "<t", "<code")):
            writer.add(child.content, start)
    writer.at_line_start = writer.at_line_start and child.type == "text" and not child.content.strip()


def _text(writer: _Writer, text: str) -> None:
    start = writer.seek(text)
    writer.add(text, start)
    if not writer.open_links and "://" in text:
        for found in _BARE_URL.finditer(text):
            url = found.group().rstrip(_URL_TAIL)
            at = start + found.start()
            begun = writer.length - len(text) + found.start()
            writer.links.append(Anchor(url, url, writer.place(at, min(at + len(url), len(writer.raw))), begun))
    if writer.raw.startswith(text, start):
        writer.cursor = start + len(text)


def _code(writer: _Writer, child: Piece) -> None:
    start = writer.seek(child.markup)
    opened = start + len(child.markup)
    inside = child.content.split(" ")[0]
    begin = writer.raw.find(inside, opened) if inside else opened
    begin = begin if begin >= 0 else opened
    close = writer.raw.find(child.markup, max(opened, min(begin + len(child.content), len(writer.raw))))
    close = close if close >= 0 else min(begin + len(child.content), len(writer.raw))
    writer.codes.append(Code(child.content, writer.place(begin, min(begin + len(child.content), len(writer.raw))), writer.length))
    writer.add(child.content, begin, hidden=True)
    writer.cursor = min(close + len(child.markup), len(writer.raw))


def _link_end(raw: str, cursor: int) -> int:
    """Just after a link whose text ends at the cursor: `](target)`, `][name]`, `]` or `>`."""
    at = cursor
    if raw[at : at + 1] == ">":
        return at + 1
    at = raw.find("]", cursor)
    if at < 0:
        return cursor
    closing = {"(": ")", "[": "]"}.get(raw[at + 1 : at + 2])
    if closing is None:
        return at + 1
    end = raw.find(closing, at + 2)
    return end + 1 if end >= 0 else at + 1


def _lead(children: Sequence[Piece]) -> str:
    """The bold text that a text begins with, after a task mark or an emoji; empty where it begins otherwise."""
    depth = 0
    said: list[str] = []
    for child in children:
        if child.type == "strong_open":
            depth += 1
        elif child.type == "strong_close":
            break
        elif depth and child.type in ("text", "code_inline"):
            said.append(child.content)
        elif not depth and (child.type == "code_inline" or (child.type == "text" and _says_something(child.content))):
            return ""
    return "".join(said)


def _says_something(text: str) -> bool:
    return _ALPHANUMERIC.search(text.replace("[ ]", "").replace("[x]", "")) is not None
