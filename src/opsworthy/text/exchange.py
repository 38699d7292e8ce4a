"""What a change of a text put in the place of what: words and values, line by line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.secret_values import secret_values

Hunk = tuple[int, int, int, int]
"""First line and number of lines before, then now, as git counts them with no context."""
_VALUE = regex(r"-{0,2}[\w./@*~][\w./:@*%+~-]*")
_PART = regex(r"[\w-]*\w")
_ADDRESS = regex(r"(?:[a-z][\w+.-]*://(?:[^@/\s]*@)?(?=[\w.-])|(?=[\w.-]+:\d))([\w.-]+)(?::(\d{2,5}))?(/[\w./~%+-]*\w)?/?")
_SHARED = regex(r"[\w./:@*%+~-]+|\S")
_MOST = 20_000
"""Exchanges of one text: what is rewritten from top to bottom exchanges nothing any more."""
_MANY = 200
"""Lines of one place that are compared with each other."""
_LONGEST = 1_500
"""Letters of a line that is taken apart: what is longer was not written by hand."""
_MOST_WORDS = 150
_LEAST = 0.5
_FEW = 2


@dataclass(frozen=True, slots=True)
class Exchange:
    """`old` stood on line `before` (`around` is that line as it was) and `new` stands in its place on line `now`; empty where
    nothing does, and `now` is then the line that follows. `alone` where the rest of the line is as it was."""

    old: str
    new: str
    before: int
    now: int
    around: str
    alone: bool = False


def exchanges(before: Sequence[str], after: Sequence[str], hunks: Iterable[Hunk]) -> tuple[Exchange, ...]:
    """Every value that a change took from a line, whole and in its parts, with what it put there; nothing of what may be a
    secret, since what is told here is printed."""
    return tuple(islice((each for hunk in hunks for each in _of_hunk(before, after, hunk)), _MOST))


def _of_hunk(before: Sequence[str], after: Sequence[str], hunk: Hunk) -> Iterator[Exchange]:
    first, removed, then, added = hunk
    old = before[first - 1 : first - 1 + removed] if removed else ()
    new = after[then - 1 : then - 1 + added] if added else ()
    for at, to in _paired(old, new):
        line = new[to] if to >= 0 else ""
        now = then + to if to >= 0 else max(1, min(then + added, len(after)))
        found = tuple(_of_lines(old[at], line, first + at, now))
        hidden = (*secret_values(before, first + at - 1), *(secret_values(after, now - 1) if line else ())) if found else ()
        yield from (each for each in found if not any(_shares(word, each) for word in hidden))


def _shares(secret: str, exchange: Exchange) -> bool:
    """Whether either side of an exchange holds a secret or a part of one."""
    return any(word and (word in secret or secret in word) for word in (exchange.old, exchange.new))


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each line that went with the one that came for it, -1 for none."""
    if len(old) == len(new):
        yield from ((at, at) for at in range(len(old)))
        return
    few = len(old) <= _MANY and len(new) <= _MANY
    came = [frozenset(_SHARED.findall(line[:_LONGEST])) for line in new] if few else []
    start = 0
    for at, line in enumerate(old):
        went = frozenset(_SHARED.findall(line[:_LONGEST])) if few else frozenset()
        found = next((to for to in range(start, len(came)) if _alike(went, came[to])), -1)
        start = found + 1 if found >= 0 else start
        yield at, found


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= _LEAST * (len(one) + len(other)) > 0


def _of_lines(old: str, new: str, before: int, now: int) -> Iterator[Exchange]:
    one, other = _SHARED.findall(old), _SHARED.findall(new)
    if max(len(old), len(new)) > _LONGEST or max(len(one), len(other)) > _MOST_WORDS:
        return
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    steps = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    alone = bool(new) and len(steps) <= _FEW and all(step[2] - step[1] == step[4] - step[3] == 1 for step in steps)
    for _, first, last, begin, end in steps:
        gone, came = one[first:last], other[begin:end]
        for at, word in enumerate(gone):
            instead = came[at] if len(gone) == len(came) else ""
            for was, became in _in_word(word, instead):
                yield Exchange(was, became, before, now, old, alone)


def _in_word(old: str, new: str) -> Iterator[tuple[str, str]]:
    """A value with what came for it, then those of its parts that differ."""
    values, others = ([each.rstrip(".,:;") for each in _VALUE.findall(word)] for word in (old, new))
    for at, value in enumerate(values):
        other = others[at] if len(values) == len(others) else ""
        told: set[str] = set()
        for was, became in _pieces(value, other):
            if was and was != became and len(was) > 1 and was not in told:
                told.add(was)
                yield was, became


def _pieces(value: str, other: str) -> Iterator[tuple[str, str]]:
    """A value, the host, port and path of an address, and its words."""
    yield value, other
    one, two = _ADDRESS.fullmatch(value), _ADDRESS.fullmatch(other)
    if one is not None:
        yield from ((each or "", (two[at] if two else "") or "") for at, each in enumerate(one.groups(), 1))
    folders, others = value.split("/"), other.split("/")
    if len(folders) == len(others) > 1:
        yield from zip(folders, others, strict=True)
    parts, instead = _PART.findall(value), _PART.findall(other)
    for at, part in enumerate(parts):
        if part not in instead:
            yield part, instead[at] if len(parts) == len(instead) else ""


_ENDS = regex(r"(?!\.\w)")
_NUMBER = regex(r"\d{2,5}")
_AS_PORT = r"(?:port\w*[\"']?\W{1,6}(?:\w{1,12}\W{1,3})?|:|EXPOSE\s+|listen\W{1,3})"
_FOR_OTHERS = r"(?=[:/\"'\s,)\]}`]|\Z)"
_IN_A_ROW = r"port[^|\n]{0,60}\|(?:[^|\n]{0,200}\|){0,3}\s*[`*]{0,3}"
"""A row of a table about a port, up to the cell that gives it."""


def is_number(word: str) -> bool:
    """Whether a word is a number as a port is, of two to five digits: it says nothing without what stands around it."""
    return _NUMBER.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def as_said(word: str) -> re.Pattern[str]:
    """A word by itself, a number as a port, and the path of an address after the host or at the beginning."""
    told = re.escape(word)
    if is_number(word):
        row = rf"{_IN_A_ROW}{told}[`*]{{0,3}}\s*\|"
        return re.compile(rf"{_AS_PORT}(?<!\d){told}(?![\d.]){_FOR_OTHERS}|(?<![\w.]){told}(?=:\d)|{row}", re.IGNORECASE)
    if word.startswith("/"):
        return re.compile(
            rf"(?<![\w/-]){told}(?![\w/-])|(?:://|localhost|\$|[>}}]|:\d{{2,5}})[^\s/\"'`<>]{{0,80}}{told}(?![\w/-])"
        )
    return re.compile(rf"(?<![\w-]){told}(?![\w-])")


def says(text: str, word: str) -> bool:
    """Whether a text holds a word as `as_said` has it, be it a part of a longer one."""
    return word in text and as_said(word).search(text) is not None


def names(text: str, word: str) -> bool:
    """The same of a word that is no part of a longer one, such as the stem of a file's name."""
    return word in text and any(_ENDS.match(text, found.end()) for found in as_said(word).finditer(text))
