"""Reads Markdown into blocks with places: CommonMark with tables and front matter. No text makes it fail."""

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsType
from mdit_py_plugins.front_matter import front_matter_plugin

from opsworthy.text.excerpt import Excerpt
from opsworthy.text.inline import write
from opsworthy.text.location import Location
from opsworthy.text.markdown import (
    Block,
    Fence,
    FrontMatter,
    Heading,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
)
from opsworthy.text.markdown_blocks import Blocks, Options
from opsworthy.text.markdown_pieces import pieces
from opsworthy.text.prose import Comment, Prose
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_BREAK = regex(r"\r\n?|\n")
_COMMENT = regex(r"<!--(.*?)-->", re.DOTALL)
_STRONG = ("**", "__")
_TASK = regex(r"\[([ xX])\]\s")


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)
    for name, keep in (("normalizeLink", str), ("validateLink", bool)):  # Addresses stay as written, whatever they are.
        setattr(reader, name, keep)
    reader.core.ruler.disable(["normalize", "inline", "text_join"])  # Running texts are cut into pieces where they are written.
    reader.options = Options(cast(OptionsType, dict(reader.options)))
    reader.block = Blocks(reader)
    return reader


def read(source: Source) -> tuple[Block, ...]:
    """The blocks of a Markdown text in its order."""
    env: EnvType = {}
    text = _normal(source.text)
    tokens = _reader().parse(text, env)
    return tuple(_Builder(source.path, text.split("\n"), env, _closings(tokens)).blocks(tokens, 0, len(tokens)))


def read_headings(source: Source) -> tuple[Block, ...]:
    """The headings among the blocks of a text, and the paragraphs that hold strong words, which may stand for one."""
    env: EnvType = {}
    text = _normal(source.text)
    tokens = _reader().parse(text, env)
    builder = _Builder(source.path, text.split("\n"), env, {})
    return tuple(
        block
        for at, token in enumerate(tokens)
        if token.level == 0 and _may_head(token, tokens[at + 1 : at + 2])
        for block in builder.blocks(tokens, at, at + 1)
    )


def _may_head(token: Token, inside: list[Token]) -> bool:
    return token.type == "heading_open" or (token.type == "paragraph_open" and any(mark in inside[0].content for mark in _STRONG))


def lines_of(text: str) -> list[str]:
    """The lines of a text as Markdown counts them, without their ends; as there, a null character is replaced."""
    return _normal(text).split("\n")


def _normal(text: str) -> str:
    text = _BREAK.sub("\n", text) if "\r" in text else text
    return text.replace("\0", "\ufffd")


class _Builder:
    def __init__(self, path: str, lines: list[str], env: EnvType, closings: dict[int, int]) -> None:
        self._path = path
        self._lines = lines
        self._env = env
        self._closings = closings

    def blocks(self, tokens: list[Token], at: int, end: int) -> Iterator[Block]:
        """The blocks between two tokens. Depth is bounded: the reader nests at most twenty levels."""
        while at < end:
            close = self._closings.get(at, at)
            block = self._block(tokens, at, close)
            if block is not None:
                yield block
            at = close + 1

    def _block(self, tokens: list[Token], at: int, close: int) -> Block | None:
        token = tokens[at]
        where = self._where(token)
        match token.type:
            case "heading_open":
                return Heading(int(token.tag[1:]), self._prose(tokens[at + 1]), where)
            case "paragraph_open":
                return Paragraph(self._prose(tokens[at + 1]), where)
            case "fence" | "code_block":
                return Fence(token.info.strip(), self._excerpt(token), where)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(tokens, at, close, where)
            case "blockquote_open":
                return Quote(tuple(self.blocks(tokens, at + 1, close)), where)
            case "table_open":
                return self._table(tokens, at, close, where)
            case "html_block":
                return Html(token.content, where, tuple(self._comments(token)))
            case "front_matter":
                return FrontMatter(token.content, where)
            case "hr":
                return Rule(where)
            case _:
                return None

    def _list(self, tokens: list[Token], at: int, close: int, where: Location) -> List:
        ordered = tokens[at].type == "ordered_list_open"
        start = int(tokens[at].attrGet("start") or 1) if ordered else 1
        items: list[Item] = []
        inside = at + 1
        while inside < close:
            end = self._closings[inside]
            blocks = tuple(self.blocks(tokens, inside + 1, end))
            items.append(Item(start + len(items), blocks, self._where(tokens[inside]), _done(blocks)))
            inside = end + 1
        return List(ordered, start, tuple(items), where)

    def _table(self, tokens: list[Token], at: int, close: int, where: Location) -> Table:
        rows: list[Row] = []
        for index in range(at, close):
            if tokens[index].type != "tr_open":
                continue
            end = self._closings[index]
            cells = [token for token in tokens[index:end] if token.type == "inline"]
            rows.append(self._row(tokens[index], cells))
        header = rows[0] if rows else Row((), where)
        return Table(header, tuple(rows[1:]), where)

    def _row(self, token: Token, cells: list[Token]) -> Row:
        where = self._where(token)
        line = self._line(where.line - 1)
        cursor = 0
        proses: list[Prose] = []
        for cell in cells:
            found = line.find(cell.content, cursor) if cell.content else -1
            column = found if found >= 0 else min(cursor, len(line))
            proses.append(self._write(cell, cell.content if found >= 0 else "", [(where.line, column + 1)]))
            cursor = min(column + len(cell.content), len(line)) if found >= 0 else cursor
        return Row(tuple(proses), where)

    def _prose(self, token: Token) -> Prose:
        first, end = token.map or (0, 1)
        line = self._line(first)
        if end == first + 1 and "\n" not in token.content and line.endswith(token.content):
            return self._write(token, token.content, [(end, len(line) - len(token.content) + 1)])
        texts = token.content.split("\n")
        while first + len(texts) < end and texts[0].strip() not in self._line(first):
            first += 1  # A line of spaces that Markdown does not count as blank, but leaves out.
        raw: list[str] = []
        rows: list[tuple[int, int]] = []
        for index, text in enumerate(texts):
            written, column = self._found(first + index, text)
            raw.append(written)
            rows.append((first + index + 1, column + 1))
        return self._write(token, "\n".join(raw), rows)

    def _write(self, token: Token, raw: str, rows: list[tuple[int, int]]) -> Prose:
        return write(self._path, pieces(token.content, _reader(), self._env), raw, rows)

    def _found(self, row: int, text: str) -> tuple[str, int]:
        """A line of a paragraph as it stands in the file, and its column from 0; a tab before it was made into spaces."""
        line = self._line(row)
        if line.endswith(text):
            return text, len(line) - len(text)
        end = line.rstrip()
        if end.endswith(text.rstrip()):
            return text.rstrip(), len(end) - len(text.rstrip())
        found = line.find(text.strip())
        return (text.strip(), found) if found >= 0 else ("", 0)

    def _excerpt(self, token: Token) -> Excerpt:
        first = (token.map or [0, 1])[0] + (1 if token.type == "fence" else 0)
        texts = token.content.split("\n")
        margins = tuple(self._margin(first + index, text) for index, text in enumerate(texts)) or (0,)
        return Excerpt(self._path, token.content, first + 1, margins)

    def _margin(self, row: int, text: str) -> int:
        line = self._line(row)
        return len(line) - len(text) if text and line.endswith(text) else 0

    def _comments(self, token: Token) -> Iterator[Comment]:
        """Comments of an HTML block; the last one may be open to the end of the text."""
        excerpt = Excerpt(self._path, token.content, (token.map or [0, 1])[0] + 1)
        for found in _COMMENT.finditer(token.content):
            yield Comment(found.group(1).strip(), self._stretch(excerpt, found.start(), found.end()))

    def _stretch(self, excerpt: Excerpt, start: int, end: int) -> Location:
        row, end_row = excerpt.text.count("\n", 0, start), excerpt.text.count("\n", 0, end)
        column = start - (excerpt.text.rfind("\n", 0, start) + 1)
        end_column = end - (excerpt.text.rfind("\n", 0, end) + 1)
        margins = tuple(self._margin(excerpt.first_line - 1 + index, text) for index, text in enumerate(excerpt.text.split("\n")))
        return Excerpt(excerpt.path, excerpt.text, excerpt.first_line, margins).place(row, column, end_row, end_column)

    def _where(self, token: Token) -> Location:
        start, end = token.map or (0, 1)
        while end > start + 1 and not self._line(end - 1).strip():
            end -= 1
        line = self._line(start)
        column = len(line) - len(line.lstrip()) + 1
        return Location(self._path, start + 1, column, end, len(self._line(end - 1)) + 1)

    def _line(self, row: int) -> str:
        return self._lines[row] if 0 <= row < len(self._lines) else ""


def _closings(tokens: list[Token]) -> dict[int, int]:
    """The index of the token that closes each one that opens something."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.nesting == 1:
            opened.append(at)
        elif token.nesting == -1:
            found[opened.pop()] = at
    return found


def _done(blocks: tuple[Block, ...]) -> bool | None:
    if blocks and isinstance(blocks[0], Paragraph):
        found = _TASK.match(blocks[0].prose.text)
        if found:
            return found.group(1) != " "
    return None
