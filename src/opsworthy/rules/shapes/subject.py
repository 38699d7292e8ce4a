"""What a heading or a lead-in is about: the names that a subject goes by, from `subjects.toml`."""

import re
from functools import cache, lru_cache

from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

_MARKS = regex(r"[^\w*]+")
_WORD = regex(r"\w+")
_OPENING = regex(r"\w+")
_LETTERS = 12


def plain(title: str) -> str:
    """A title in lower case with single spaces between its words and nothing else."""
    return _MARKS.sub(" ", title.lower()).replace("_", " ").strip()


@cache
def _phrases() -> dict[str, list[str]]:
    told = data_of("opsworthy.rules.shapes", "subjects.toml")
    return {str(subject): [str(phrase) for phrase in phrases] for subject, phrases in told.items()}


@cache
def _names(subject: str) -> re.Pattern[str]:
    ways = (re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", " ") for phrase in _phrases()[subject])
    return regex(rf"\b(?:{'|'.join(ways)})\b")


@cache
def _ways(subject: str) -> tuple[str, ...]:
    """What a title between spaces holds when it names a subject; nothing for one that has a phrase which only a pattern finds."""
    phrases = _phrases()[subject]
    if any("*" in phrase[:-1] or phrase.endswith(" *") for phrase in phrases):
        return ()
    return tuple(f" {phrase[:-1]}" if phrase.endswith("*") else f" {phrase} " for phrase in phrases)


def _names_in(subject: str, text: str) -> bool:
    ways = () if "*" in text else _ways(subject)
    if not ways:
        return _names(subject).search(text) is not None
    return any(way in f" {text} " for way in ways)


@cache
def _openings() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The subjects that have a phrase whose first word begins with these letters, and those with a phrase that may begin with
    any word: only they need to be looked for in a title."""
    found: dict[str, set[str]] = {}
    anything: set[str] = set()
    for subject, phrases in _phrases().items():
        for phrase in phrases:
            opening = _OPENING.match(phrase)
            if opening:
                found.setdefault(opening.group()[:_LETTERS], set()).add(subject)
            else:
                anything.add(subject)
    return {letters: frozenset(subjects) for letters, subjects in found.items()}, frozenset(anything)


@lru_cache(maxsize=16384)
def _begun(word: str) -> frozenset[str]:
    """The subjects that have a phrase whose first word begins as this one does."""
    openings, _ = _openings()
    return frozenset().union(*(openings.get(word[:end], ()) for end in range(1, min(len(word), _LETTERS) + 1)))


@lru_cache(maxsize=16384)
def subjects_of(title: str) -> frozenset[str]:
    """The subjects that a title names."""
    text = plain(title)
    perhaps = set(_openings()[1]).union(*map(_begun, set(_WORD.findall(text) if "*" in text else text.split())))
    return frozenset(subject for subject in perhaps if _names_in(subject, text))


def means(title: str, subject: str) -> bool:
    """Whether a title names a subject. Raises KeyError for a subject that subjects.toml does not hold."""
    return known(subject) in subjects_of(title)


@cache
def known(subject: str) -> str:
    """The subject itself. Raises KeyError for one that subjects.toml does not hold."""
    if subject not in _phrases():
        raise KeyError(subject)
    return subject
