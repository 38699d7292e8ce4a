"""Shell words: where they begin and end, and what they say once their quotes are gone. Nothing here can fail on any text."""

import re
from collections.abc import Iterator

from opsworthy.text.regex import regex

_SPACE = frozenset(" \t\r\n")
_BREAKS = frozenset(";|&")
_PLAIN = {"": regex(r"[^'\"\\$]+"), "'": regex(r"[^']+"), '"': regex(r'[^"\\]+')}
"""What stands for itself outside of quotes and within them."""
_ESCAPED_IN_QUOTES = frozenset('"\\$`\n')

Span = tuple[int, int]


def unquote(raw: str) -> str:
    """A word without its quotes and escapes; variables and substitutions stay as written."""
    if "'" not in raw and '"' not in raw and "\\" not in raw:
        return raw
    said: list[str] = []
    at, quote = 0, ""
    while at < len(raw):
        plain = _PLAIN[quote].match(raw, at)
        if plain is not None:
            said.append(plain[0])
            at = plain.end()
            continue
        here = raw[at]
        if quote:
            at = _inside(raw, at, quote, said)
            quote = "" if raw[at - 1] == quote and here == quote else quote
            continue
        if here in "'\"":
            quote = here
        elif here == "\\" and at + 1 < len(raw):
            at += 1
            said.append("" if raw[at] == "\n" else raw[at])
        elif not (here == "$" and raw[at + 1 : at + 2] in ("'", '"')):
            said.append(here)
        at += 1
    return "".join(said)


def _inside(raw: str, at: int, quote: str, said: list[str]) -> int:
    here = raw[at]
    if here == quote:
        return at + 1
    if here == "\\" and quote == '"' and raw[at + 1 : at + 2] in _ESCAPED_IN_QUOTES and at + 1 < len(raw):
        said.append("" if raw[at + 1] == "\n" else raw[at + 1])
        return at + 2
    said.append(here)
    return at + 1


def spans(text: str) -> Iterator[tuple[Span, ...]]:
    """The words of each simple command of one line, as spans: for text that no shell grammar accepts. Ends at a comment."""
    words: list[Span] = []
    at = 0
    while at < len(text):
        here = text[at]
        if here in _SPACE:
            at += 1
        elif here == "\\" and text[at + 1 : at + 2] in ("\n", "\r"):
            at += 2
        elif here == "#":
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
        elif here in _BREAKS and not (here == "&" and text[at + 1 : at + 2] == ">"):
            if words:
                yield tuple(words)
            words, at = [], at + 1
        else:
            end = _word_end(text, at)
            words.append((at, end))
            at = end
    if words:
        yield tuple(words)


def _word_end(text: str, at: int) -> int:
    quote = ""
    while at < len(text):
        here = text[at]
        if here == "\\" and quote != "'":
            at += 1
        elif here == "$" and quote != "'" and (inside := _SUBSTITUTION.match(text, at)):
            at = inside.end() - 1
        elif quote:
            quote = "" if here == quote else quote
        elif here in "'\"":
            quote = here
        elif here in _SPACE or (here in _BREAKS and not (here == "&" and ">" in (text[at - 1], text[at + 1 : at + 2]))):
            break
        at += 1
    return min(at, len(text))


# A command substitution with at most one more within it, on one line.
_SUBSTITUTION = regex(r"\$\((?:[^()\n]|\([^()\n]*+\))*+\)")
_NAME = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_ASSIGNMENT = regex(r"([A-Za-z_][A-Za-z0-9_]*)\+?=")
_VARIABLE = regex(r"\$\{?([A-Za-z_][A-Za-z0-9_]*)(:?[-=+?])?")


def assigned_name(word: str) -> str | None:
    """The variable that a word such as `A=b` sets, or None."""
    found = _ASSIGNMENT.match(word)
    return found.group(1) if found else None


def is_name(word: str) -> bool:
    return _NAME.fullmatch(word) is not None


def variables(raw: str) -> Iterator[str]:
    """The variables that a raw word needs: not those in single quotes, and not those with a default of their own."""
    unquoted = re.sub(r"'[^']*'", "", raw) if "'" in raw and '"' not in raw else raw
    for found in _VARIABLE.finditer(unquoted):
        if not found.group(2):
            yield found.group(1)
