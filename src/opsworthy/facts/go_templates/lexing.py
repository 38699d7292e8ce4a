"""A template's text cut into what is printed as it stands and what stands between double braces."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from opsworthy.facts.go_templates.errors import TemplateError
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_TOKEN = regex(
    r"""(?P<space>\s+)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`)
    |(?P<char>'(?:[^'\\\n]|\\.)+')
    |(?P<number>[+-]?(?:0[xXoObB][0-9A-Fa-f_]+|[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)(?![A-Za-z_]))
    |(?P<declare>:=)
    |(?P<mark>[|(),=])
    |(?P<variable>\$\w*)
    |(?P<field>\.[^\W\d]\w*)
    |(?P<dot>\.)
    |(?P<word>[^\W\d]\w*)""",
    re.VERBOSE,
)
_SPACES = " \t\r\n"
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an action; `spaced` where a blank stands before it: `.a.b` is one field, `.a .b` are two."""

    kind: str
    text: str
    spaced: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of plain text (`tokens` is None) or an action, and its line."""

    line: int
    text: str
    tokens: tuple[Token, ...] | None = None


def pieces(source: Source, first_line: int = 1) -> Iterator[Piece]:
    """The text in order, blanks trimmed where `{{-` and `-}}` ask for it and comments left out."""
    text = source.text
    if len(text) > _LARGEST:
        raise TemplateError("too large for a template", source.at(first_line))
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    at, trim = 0, False
    while True:
        start = text.find("{{", at)
        stop = start if start >= 0 else len(text)
        begins = start >= 0 and text.startswith("{{-", start) and text[start + 3 : start + 4] in (*_SPACES, "")
        here = at
        if trim:
            while here < stop and text[here] in _SPACES:
                here += 1
        literal = text[here:stop].rstrip(_SPACES) if begins else text[here:stop]
        if literal:
            yield Piece(first_line + bisect_right(lines, here) - 1, literal)
        if start < 0:
            return
        line = first_line + bisect_right(lines, start) - 1
        tokens, at, trim = _action(text, start + (3 if begins else 2), source, line)
        if tokens:
            yield Piece(line, "", tokens)


def _action(text: str, at: int, source: Source, line: int) -> tuple[tuple[Token, ...], int, bool]:
    """The words of an action that begins at some place, where the text goes on, and whether blanks are trimmed there."""
    head = at
    while text[head : head + 1] in _SPACES and head < len(text):
        head += 1
    if text.startswith("/*", head):
        return _comment(text, head, source, line)
    tokens: list[Token] = []
    spaced = True
    while True:
        if text.startswith("}}", at):
            return tuple(tokens), at + 2, False
        if spaced and text.startswith("-}}", at):
            return tuple(tokens), at + 3, True
        match = _TOKEN.match(text, at)
        if match is None:
            raise TemplateError("an action that is not closed, or a character that has no place in one", source.at(line))
        kind = match.lastgroup or ""
        if kind != "space":
            tokens.append(Token(kind, match.group(), spaced))
        spaced = kind == "space"
        at = match.end()


def _comment(text: str, at: int, source: Source, line: int) -> tuple[tuple[Token, ...], int, bool]:
    end = text.find("*/", at)
    rest = end + 2
    if end >= 0:
        trimmed = rest
        while text[trimmed : trimmed + 1] in _SPACES and trimmed < len(text):
            trimmed += 1
        if text.startswith("}}", trimmed):
            return (), trimmed + 2, False
        if text.startswith("-}}", trimmed):
            return (), trimmed + 3, True
    raise TemplateError("a comment that is not closed", source.at(line))


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPE = regex(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{3}|.)", re.DOTALL)


def unquoted(written: str) -> str:
    """The text that a Go string or character stands for."""
    if written.startswith("`"):
        return written[1:-1]
    return _ESCAPE.sub(_unescaped, written[1:-1])


def _unescaped(match: re.Match[str]) -> str:
    escaped = match.group(1)
    if len(escaped) == 1:
        return _ESCAPES.get(escaped, escaped)
    code = int(escaped, 8) if escaped.isdigit() and len(escaped) == 3 else int(escaped[1:], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\N{REPLACEMENT CHARACTER}"
