"""Values that may be secret, on a line of any file: what is taken out of a file must never be repeated when it is one."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from opsworthy.text.regex import regex
from opsworthy.text.secrecy import carries_credentials, in_clear, is_issued, is_secret_name

_PAIR = regex(r"([A-Za-z_][\w.-]{0,80})[\"'`]?\s{0,3}(?:=>|[=:])\s{0,3}[\"'`]?([^\s\"'`,;<>]{1,400})")
_OPTION = regex(r"(?<![\w-])--?([A-Za-z][\w-]{0,60})[ =]+[\"']?([^\s\"'`-][^\s\"'`]{0,400})")
_BEARER = regex(r"\b(?:bearer|basic)\s+([^\s\"'`]{1,800})", re.IGNORECASE)
_WORD = regex(r"[^\s`'\"<>()\[\],;]{8,4096}")
_LETTERS = regex(r"[A-Za-z0-9+/_=]{16,}")
_OF_ANOTHER = regex(r"\s*[-{]?\s*[\"']?(?:value|default|data|content|text|secret_string|password)[\"']?\s*[:=]", re.IGNORECASE)
_NAME = regex(r"[A-Za-z][\w.-]{2,80}")
_ABOVE = 2


def secret_values(lines: Sequence[str], at: int) -> tuple[str, ...]:
    """What on one of some lines may be a secret: by the name beside it or on the lines above it, or by its own look."""
    line = lines[at]
    found = list(_by_name(line))
    found += [word for word in _WORD.findall(line) if is_issued(word) or carries_credentials(word)]
    found += [word for word in _LETTERS.findall(line) if _is_random(word)]
    if _OF_ANOTHER.match(line):
        above = " ".join(lines[max(0, at - _ABOVE) : at])
        if any(is_secret_name(name) for name in _NAME.findall(above)):
            found.append(line)
    return tuple(found)


def _by_name(line: str) -> Iterator[str]:
    for name, value in (*_PAIR.findall(line), *_OPTION.findall(line)):
        if in_clear(name, value):
            yield value
    yield from _BEARER.findall(line)


def _is_random(word: str) -> bool:
    """Whether letters of both cases and digits follow each other as in no name."""
    turns = sum(_sort(one) != _sort(other) for one, other in pairwise(word))
    return any(map(str.isdigit, word)) and any(map(str.islower, word)) and any(map(str.isupper, word)) and turns * 3 >= len(word)


def _sort(letter: str) -> int:
    return 0 if letter.isdigit() else 1 if letter.islower() else 2
