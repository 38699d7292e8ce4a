"""Command lines whose foreign words are quoted, so that no name in a repository can become a second command."""

import re
from shlex import quote
from string import Formatter

from opsworthy.documents.markup import Comment, Shell
from opsworthy.text.regex import regex

_CONTROL = regex(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


class Variable:
    """A shell variable that stands unquoted in the reader's mind and double-quoted in the command: `"$HEROKU_APP"`."""

    def __init__(self, name: str) -> None:
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            raise ValueError(f"not the name of a shell variable: {name!r}")
        self.name = name

    def __str__(self) -> str:
        return f'"${self.name}"'


Word = str | int | Variable | Shell


def sh(template: str, *holes: Word | tuple[str, ...]) -> Shell:
    """A command line: the template is ours, each `{}` becomes one quoted word, several where the hole is a tuple,
    none (and no gap) where that is empty. A `Shell` in a hole is a command already made."""
    values = iter(holes)
    parts: list[str] = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            hole = next(values)
            if hole == ():
                parts[-1] = literal.removesuffix(" ")
            parts.append(_word(hole))
    return Shell("".join(parts))


def _word(hole: Word | tuple[str, ...]) -> str:
    if isinstance(hole, Shell):
        return hole.text
    if isinstance(hole, tuple):
        return " ".join(_quoted(word) for word in hole)
    return str(hole) if isinstance(hole, Variable) else _quoted(str(hole))


def _quoted(word: str) -> str:
    """Control characters have no place in a command that a person copies: each becomes a question mark, visibly wrong."""
    return quote(_CONTROL.sub("?", word))


def typed(name: str, what: str) -> tuple[Comment, Shell]:
    """Lines that ask the reader for a value which no file can know, rather than showing one that is wrong when copied."""
    return Comment(f"type {what}"), sh(f"read -r {Variable(name).name} && export {name}")
