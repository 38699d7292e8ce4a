"""Shell text of plain lines, which are most of what documents hold: cut into words in one pass, as the grammar would cut them."""

import re
from typing import NamedTuple

from opsworthy.text.regex import regex

# No quantifier gives anything back: no text makes these slow.
_VARIABLE = r"\$(?:[A-Za-z_]\w*+|\{[A-Za-z_]\w*+\})"
_QUOTED = rf"\"(?:[^\"$`\\!\n]|{_VARIABLE})*+\"|'[^'\n]*+'"
_BARE = rf"(?:[\w./:@%+,-]|{_VARIABLE})"
_WORD = rf"(?:-[\w-]*+=(?:{_QUOTED}|(?:=|{_BARE})++)|{_QUOTED}|~/{_BARE}*+|{_BARE}(?:=|{_BARE})*+)"
_GAP = r"[ \t]++(?:\\\n[ \t]*+)?"
_REDIRECT = r"[ \t]++2?>>?[ \t]*+[A-Za-z/][\w./-]*+|[ \t]++2>&1"
_WORDS = rf"[a-z][\w.-]*+(?:{_GAP}{_WORD}(?=[ \t\n]|\Z))*+"
_COMMAND = rf"{_WORDS}(?:{_REDIRECT})?+"
_NOTE = r"#[^\n]*+"
_LINE = regex(rf"[ \t]*+(?:{_NOTE}|{_COMMAND}(?:{_GAP}(?:\||&&)[ \t]++{_COMMAND})*+(?:[ \t]++(?:{_NOTE})?)?)?(?:\n|\Z)", re.ASCII)
_PART = regex(rf"[ \t]*+(?:\\\n[ \t]*+)?(\||&&)?[ \t]*+({_WORDS})(?:{_REDIRECT})?", re.ASCII)
_SPAN = regex(_WORD, re.ASCII)
_KEYWORDS = frozenset(
    [
        "case", "coproc", "declare", "do", "done", "elif", "else", "esac", "export", "fi", "for", "function", "if", "in", "local",
        "readonly", "select", "test", "then", "time", "typeset", "unset", "unsetenv", "until", "while",
    ]
)  # fmt: skip

Span = tuple[int, int]


class Plain(NamedTuple):
    """A command as the spans of its words, or a comment, which has one span."""

    words: tuple[Span, ...]
    piped: bool = False
    comment: bool = False


def plain_lines(text: str) -> list[Plain] | None:
    """The commands and comments of a text of plain lines; None where any line could hold more than that."""
    found: list[Plain] = []
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None:
            return None
        start, end = at, line.end()
        at = end
        while start < end and text[start] in " \t":
            start += 1
        if start == end or text[start] == "\n":
            continue
        if text[start] == "#":
            found.append(Plain(((start, end - (text[end - 1] == "\n")),), comment=True))
        elif not _commands(text, start, end, found):
            return None
    return found


def _commands(text: str, start: int, end: int, found: list[Plain]) -> bool:
    """Adds the commands of one line; whether none of them begins with a word of the grammar's own."""
    while part := _PART.match(text, start, end):
        words = tuple(span.span() for span in _SPAN.finditer(text, part.start(2), part.end(2)))
        if text[slice(*words[0])] in _KEYWORDS:
            return False
        found.append(Plain(words, part.group(1) == "|"))
        start = part.end()
    note = text.find("#", start, end)
    if note >= 0:
        found.append(Plain(((note, end - (text[end - 1] == "\n")),), comment=True))
    return True
