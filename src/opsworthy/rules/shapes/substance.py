"""Whether words say anything: what is left of a text once hollow words and what the reader knows already are taken out."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

_WORD = regex(r"[^\W\d_]{2,}")
_CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")
_CODE = regex(r"`[^`\n]{2,}`|https?://\S+|\]\([^)\s]+\)")


@cache
def _lists() -> dict[str, list[str]]:
    return data_of("opsworthy.rules.shapes", "hollow.toml")


@cache
def _hollow(kind: str) -> re.Pattern[str]:
    words = [*_lists()["always"], *_lists()[kind]]
    return regex("|".join(re.escape(word).replace(r"\*", r"\w*") for word in words))


def weight(kind: str, text: str, *known: str) -> int:
    """How many different words a text has beside those that are hollow in this kind of statement, and those that stand in the
    texts known already, such as the name of the metric that a rationale is about."""
    told = {_stem(word) for each in known for word in _words(each)}
    return sum(not _is_hollow(kind, word) and _stem(word) not in told for word in set(_words(text)))


@lru_cache(maxsize=16384)
def _is_hollow(kind: str, word: str) -> bool:
    return _hollow(kind).fullmatch(word) is not None


def names_things(text: str) -> bool:
    """Whether a text holds code, an address or a link: something to type or to open."""
    return bool(_CODE.search(text))


def says_enough(kind: str, passage: Passage, least: int = 2, *known: str) -> bool:
    """Whether a passage carries substance below its own title, in words, code, a command or a link."""
    text = "\n".join(body(passage))
    return names_things(text) or bool(passage.commands or passage.links) or weight(kind, text, *known) >= least


def body(passage: Passage) -> Iterable[str]:
    """The lines of a passage without its title: a heading is left out, and of a lead-in what stands after it."""
    for at, line in passage.lines:
        if at > passage.first:
            yield line
        elif not passage.section:
            yield re.sub(r"^[\s>*+\d.)-]*(?:\*\*|__)?" + re.escape(passage.title), "", line, flags=re.IGNORECASE).lstrip("*_: ")


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(_CAMEL.sub(" ", text))]


def _stem(word: str) -> str:
    return word.rstrip("s")
