"""Words that fill a section without saying anything of the system."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import any_command, link
from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

_SENTENCE = regex(r"(?<=[.!?])\s+")
_WORD = regex(r"[a-z]+")
_FACT = regex(r"`|\d|\b[\w-]+\.(?:ya?ml|json|toml|sh|py|conf|md)\b|@\w")
# A name in the middle of a sentence: a product, a team, a person.
_PROPER = regex(r"(?<=[a-z,;] )(?!I\b)[A-Z][\w-]*[a-z0-9]|\b[A-Z]{2,}\b|\b[A-Z][a-z]+[A-Z]\w*")
_LONG = 150
_MANY = 20


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    data = data_of("opsworthy.rules.shapes", "filler.toml")
    return {kind: tuple(words) for kind, words in data.items()}


@cache
def _empty_talk() -> re.Pattern[str]:
    return regex(rf"\b(?:{'|'.join(map(re.escape, _lists()['phrases']))})\b")


def filler(passage: Passage) -> str:
    """Why a section that has words says nothing: empty where it says something, or has no words at all."""
    if any_command(passage) or link(passage) or passage.questions or passage.steps:
        return ""
    if any(fence.text.strip() for fence in passage.fences) or any(_tells(" ".join(row.cells[1:])) for row in passage.rows):
        return ""
    texts = [each.text for each in passage.paragraphs if each.location.line > passage.first]
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(text) if marks.count_words(sentence)]
    if not sentences or any(marks.declines(text) for text in texts) or len(texts) > len(sentences):
        return ""
    return _verdict(passage, sentences)


def _verdict(passage: Passage, sentences: list[str]) -> str:
    titles = set(_WORD.findall(passage.title.lower())) | {
        word for below in passage.parts() for word in _WORD.findall(below.title.lower())
    }
    if not any(_says(sentence, titles) for sentence in sentences):
        return "only repeats what it is about"
    if any(_tells(sentence) for sentence in sentences):
        different = len({" ".join(_WORD.findall(sentence.lower())) for sentence in sentences})
        return (
            f"says the same {different} sentences again and again"
            if len(sentences) >= _MANY and different * 5 < len(sentences)
            else ""
        )
    words = sum(marks.count_words(sentence) for sentence in sentences)
    talk = sum(_empty_talk().search(sentence.lower()) is not None for sentence in sentences)
    if words >= _LONG or talk * 2 >= len(sentences):
        return "names nothing of this system: no command, no name, no number"
    return ""


def _says(sentence: str, titles: set[str]) -> bool:
    """Whether a sentence says something besides the heading's own words and that it is about them."""
    lowered = sentence.lower().lstrip("*_ ")
    if lowered.startswith(_lists()["openings"]) and not _tells(sentence):
        return False
    stems = {word[:5] for word in titles}
    return any(word[:5] not in stems for word in _own(lowered))


def _own(text: str) -> Iterator[str]:
    idle = frozenset(_lists()["stop"])
    return (word for word in _WORD.findall(text) if word not in idle)


def _tells(text: str) -> bool:
    """Whether a text holds something of a particular system: a figure, code, a file, a name."""
    return _FACT.search(text) is not None or _PROPER.search(text) is not None
