"""The pieces of a running text in Markdown: text, code spans, line breaks, emphasis, links.

Most texts hold little of that, and are cut here in one pass; all others are read by markdown-it, which gives the same pieces.
"""

from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_core import StateCore, inline, text_join
from markdown_it.token import Token
from markdown_it.utils import EnvType

from opsworthy.text.regex import regex

_SPECIAL = regex(r"[\n`*_\[\\<]|&(?=[#A-Za-z])|~(?=~)|!(?=\[)")
_TICKS = regex("`+")
_LINK = regex(r"\[([^\[\]`<\\*_~&!\n]*)\](\()?")
_TARGET = regex(r"([^\s()<>\\&\x00-\x20\x7f]+)\)")
_SPACE = " \t"


class Piece(NamedTuple):
    """One piece by markdown-it's name for it; `markup` are the characters around it, `target` where a link or image goes."""

    type: str
    content: str = ""
    markup: str = ""
    target: str = ""


_made = tuple.__new__
"""Makes a piece without the way over its default values."""
_BREAK = Piece("softbreak")
_END = Piece("link_close")


def pieces(content: str, reader: MarkdownIt, env: EnvType) -> list[Piece]:
    """The pieces of a text; `env` holds what the links of the whole document refer to."""
    if not content:
        return []
    found = _SPECIAL.search(content)
    if found is None:
        return [_made(Piece, ("text", content, "", ""))]
    cut = _Cut(content, "references" in env)
    if cut.all(found.start()):
        return cut.pieces
    return _read(content, reader, env)


def _read(content: str, reader: MarkdownIt, env: EnvType) -> list[Piece]:
    token = Token("inline", "", 0, content=content, children=[])
    state = StateCore(content, reader, env, [token])
    inline(state)
    text_join(state)
    return [_piece(child) for child in token.children or ()]


def _piece(token: Token) -> Piece:
    target = token.attrs.get("href") or token.attrs.get("src") or "" if token.attrs else ""
    return Piece(token.type, token.content, token.markup, str(target))


class _Cut:
    """Cuts one text from its beginning; gives up where a mark could mean more than one thing."""

    __slots__ = ("_content", "_empty", "_held", "_opened", "_refers", "pieces")

    def __init__(self, content: str, refers: bool) -> None:
        self.pieces: list[Piece] = []
        self._content = content
        self._refers = refers
        self._held: list[str] = []
        self._empty = False
        self._opened = ""

    def all(self, first: int) -> bool:
        """Cuts the whole text, whose first special character is known; whether that was possible."""
        content, at, mark = self._content, 0, first
        while True:
            if mark > at:
                self._held.append(content[at:mark])
            end = self._mark(mark, content[mark])
            if end < 0:
                return False
            found = _SPECIAL.search(content, end)
            at = end
            if found is None:
                break
            mark = found.start()
        if at < len(content):
            self._held.append(content[at:])
        self._flush()
        return not self._opened

    def _mark(self, at: int, mark: str) -> int:
        """Reads what begins with a special character; where it ends, or -1."""
        if mark == "\n":
            return self._break(at)
        if mark == "`":
            return self._code(at)
        if mark in "*_":
            return self._emphasis(at, mark)
        return self._link(at) if mark == "[" else -1

    def _flush(self) -> None:
        if self._held or self._empty:
            text = "".join(self._held)
            if text or self._empty:
                self.pieces.append(_made(Piece, ("text", text, "", "")))
            self._held, self._empty = [], False

    def _break(self, at: int) -> int:
        if self._held:
            self._held = ["".join(self._held).rstrip(" ")]
        self._flush()
        self.pieces.append(_BREAK)
        at += 1
        while at < len(self._content) and self._content[at] in _SPACE:
            at += 1
        return at

    def _code(self, at: int) -> int:
        content = self._content
        opening = _TICKS.match(content, at)
        marks = opening.group() if opening else "`"
        start = at + len(marks)
        for closing in _TICKS.finditer(content, start):
            if closing.end() - closing.start() == len(marks):
                said = content[start : closing.start()].replace("\n", " ")
                if said[:1] == " " == said[-1:] and said.strip(" "):
                    said = said[1:-1]
                self._flush()
                self.pieces.append(_made(Piece, ("code_inline", said, marks, "")))
                return closing.end()
        self._held.append(marks)
        return start

    def _emphasis(self, at: int, mark: str) -> int:
        """A pair of marks with no other inside it."""
        content, end = self._content, at + 1
        while content[end : end + 1] == mark:
            end += 1
        opens, closes = _flanks(content[at - 1] if at else " ", content[end : end + 1] or " ", mark == "*")
        if not opens and not closes:
            self._held.append(content[at:end])
            return end
        marks = content[at:end]
        if (opens and closes) or len(marks) > 2 or self._opened != (marks if closes else ""):
            return -1
        self._opened = marks if opens else ""
        kind = "strong" if len(marks) == 2 else "em"
        self._empty = self._empty or (opens and kind == "strong")
        self._flush()
        self.pieces.append(Piece(f"{kind}_open" if opens else f"{kind}_close", "", marks))
        self._empty = closes and kind == "strong"
        return end

    def _link(self, at: int) -> int:
        """`[text](target)`, or a bracket that begins no link."""
        label = _LINK.match(self._content, at)
        if label is None or (label.group(2) is None and self._refers):
            return -1
        if label.group(2) is None:
            self._held.append("[")
            return at + 1
        target = _TARGET.match(self._content, label.end())
        if target is None:
            return -1
        self._flush()
        self.pieces.append(Piece("link_open", "", "", target.group(1)))
        if label.group(1):
            self.pieces.append(Piece("text", label.group(1)))
        self.pieces.append(_END)
        return target.end()


def _flanks(before: str, after: str, splits: bool) -> tuple[bool, bool]:
    """Whether emphasis can open and can close at marks between two characters, by CommonMark's rules."""
    if before.isalnum() and after.isalnum():
        return splits, splits
    spaced, spaces = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    pointed = isMdAsciiPunct(ord(before)) or isPunctChar(before)
    points = isMdAsciiPunct(ord(after)) or isPunctChar(after)
    left = not spaces and (not points or spaced or pointed)
    right = not spaced and (not pointed or spaces or points)
    return left and (splits or not right or pointed), right and (splits or not left or points)
