"""Shell text that no grammar accepts as a whole: cut into statements, and each of those into words as well as may be."""

import re
from collections.abc import Iterator, Sequence

from opsworthy.text.regex import regex
from opsworthy.text.words import Span, spans

_TOKEN = regex(
    r"\\\r?\n[ \t]*|\\.|(?<!\S)#[^\n]*|\"\$\(cat[ \t]*<<-?[ \t]*['\"]?(?P<fed>\w+)|<<-?[ \t]*['\"]?(?P<heredoc>[A-Za-z_]\w*)"
    r"|(?P<quote>['\"])|(?P<more>\|\|?|&&)[ \t]*\n|\n"
)
_IN_DOUBLE = regex(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_IN_SINGLE = regex(r"'[^']*+'")
_LONGEST_QUOTE = 6_000
_OPENS = regex(r"\s*(?:for|while|until|if|case|select|function)\b|\s*[({](?:\s|$)|[^\n'\"]*\(\)\s*\{")
_CLOSES = regex(r"(?:\b(?:done|fi|esac)|[)}])\s*(?:[|<>&;][^\n]*)?\Z")
_MOST_JOINED = 40
_BEFORE = frozenset(["do", "then", "else", "elif", "if", "while", "until", "!", "{", "("])
_NO_COMMAND = frozenset(["for", "case", "select", "function", "done", "fi", "esac", "}", ")", "in"])
_REDIRECTED = regex(r"\d*(?:>>?|<{1,3}|&>>?|>&|<&)-?((?!!)\S*)")
_ASIDE = frozenset(["→", "←", "⇒", "⟶", "➜", "->", "=>", "<-", "//"])
"""Words after which an author speaks of the command rather than writing it."""


def statements(text: str, start: int, end: int) -> list[Span]:
    """The statements of a stretch of text: lines with their continuations, open quotes and heredocs. Markup is none."""
    found: list[Span] = []
    begin = at = start
    while token := _TOKEN.search(text, at, end):
        at = max(_after(token, text, end), token.start() + 1)
        if token.group() == "\n":
            found.append((begin, token.start()))
            begin = at
    found.append((begin, end))
    return [(left, right) for left, right in found if text[left:right].strip() and not text[left:right].lstrip().startswith("<")]


def _after(token: re.Match[str], text: str, end: int) -> int:
    """Where reading goes on after a token: behind the quoted text or the heredoc that it opens, where that is closed."""
    tag = token["fed"] or token["heredoc"]
    if tag:
        ending = r"\n[ \t]*\)\"" if token["fed"] else r"(?=\n|\Z)"
        closed = re.compile(rf"\n[ \t]*{tag}[ \t]*{ending}").search(text, token.end(), end)
        if closed:
            return closed.end()
        return token.start() + 1 if token["fed"] else token.end()
    if token["quote"]:
        at = token.start()
        if token["quote"] == "'" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha():
            return at + 1  # An apostrophe.
        closed = (_IN_DOUBLE if token["quote"] == '"' else _IN_SINGLE).match(text, at, min(end, at + _LONGEST_QUOTE))
        return closed.end() if closed else at + 1
    return token.end()


def opens(text: str) -> bool:
    """Whether a statement begins what only a later one ends: a loop, a condition, a function, a group."""
    return _OPENS.match(text) is not None


def joined(text: str, pieces: list[Span], first: int) -> Iterator[int]:
    """The places up to which a statement that opens something may go on, the nearest first."""
    for last in range(first + 1, min(first + _MOST_JOINED, len(pieces))):
        if _CLOSES.search(text, *pieces[last]):
            yield last


def roughly(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """The words of each command of one statement: without keywords and redirections, and without what is said about it."""
    for command in spans(text[start:end]):
        words = [(start + left, start + right) for left, right in command]
        while words and text[slice(*words[0])] in _BEFORE:
            words = words[1:]
        if words and text[words[0][0]] == "(":
            words[0] = (words[0][0] + 1, words[0][1])
        if not words or text[slice(*words[0])] in _NO_COMMAND:
            continue
        kept = list(_without_redirections(text, words))
        if kept:
            yield kept


def _without_redirections(text: str, words: list[Span]) -> Iterator[Span]:
    skip = False
    for place, (left, right) in enumerate(words):
        word = text[left:right]
        redirected = _REDIRECTED.fullmatch(word)
        if skip or redirected:
            skip = not skip and redirected is not None and not redirected[1]
            continue
        if place and word.startswith("("):
            return
        if word.endswith(")") and "(" not in word:
            word = word.rstrip(")")
        if word:
            yield left, left + len(word)


def before_aside(raw: Sequence[str]) -> int:
    """How many words of a command come before what is only said about it."""
    return next((at for at, word in enumerate(raw) if at and word in _ASIDE), len(raw))
