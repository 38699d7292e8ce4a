"""What a question asks for: its intent, its environment, and the words that are left."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from opsworthy.documents.environments import named
from opsworthy.documents.search.terms import chunks, is_identifier, parts, stem
from opsworthy.documents.search.typos import near
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_ASKING = regex(r"\s*(?:how|what|where|who|whom|when|which|why|is|are|can|could|do|does|did|should|i|we)\b", re.IGNORECASE)
_SPACES = regex(r"[^\w*]+")
_LONGEST = 20_000
_LINE = 400
_MOST_WORDS = 60
_TIME = regex(r"\d{4}-\d\d-\d\d[T ]?[\d:.,+Z-]*|\b\d\d:\d\d:\d\d\S*|\b[0-9a-f]{8}-[0-9a-f-]{20,}\b")


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that people want to know; see intents.toml."""

    name: str
    weight: int
    pattern: re.Pattern[str]
    literal: re.Pattern[str]
    titles: re.Pattern[str]
    topics: Mapping[str, float]
    purposes: tuple[str, ...]
    needs: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is sought: `term` as an index knows it, `parts` the words within an identifier."""

    text: str
    term: str
    parts: tuple[str, ...] = ()
    identifier: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`intents` come with the foremost first; `words` are what is sought beside them; `told` are the words that named the
    intents. `asks` is false for a bare symptom, such as lines of a log."""

    text: str
    intents: tuple[Intent, ...]
    environments: tuple[str, ...]
    words: tuple[Word, ...]
    told: tuple[Word, ...]
    asks: bool


@cache
def _data() -> dict[str, Any]:
    return data_of(__package__, "intents.toml")


@cache
def intents() -> tuple[Intent, ...]:
    """Every intent, the heaviest first."""
    found = [_intent(name, each) for name, each in _data().items() if "weight" in each]
    return tuple(sorted(found, key=lambda each: -each.weight))


def _intent(name: str, told: Mapping[str, Any]) -> Intent:
    literal = sorted({word for phrase in told["phrases"] for word in phrase.split() if word != "…"})
    return Intent(
        name=name,
        weight=told["weight"],
        pattern=_pattern(told["phrases"]),
        literal=_pattern(literal),
        titles=_pattern(told["titles"]),
        topics=told["topics"],
        purposes=tuple(told.get("purposes", ())),
        needs=told["needs"],
        words=tuple(each.strip("*") for each in told["titles"] if each.strip("*").isalpha()),
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    ways = (re.escape(each).replace(r"\*", r"\w*").replace(r"\ …\ ", r" (?:\w+ ){0,4}").replace(r"\ ", " ") for each in phrases)
    return regex(rf"\b(?:{'|'.join(ways)})\b")


def plain(text: str) -> str:
    """Lower case, single spaces, nothing but words."""
    return _SPACES.sub(" ", text.lower()).replace("_", " ").strip()


@cache
def silent() -> frozenset[str]:
    """Words that say nothing about what is sought."""
    return frozenset(_data()["silent"]["words"])


@cache
def alike() -> Mapping[str, tuple[str, ...]]:
    """Terms that mean much the same as another."""
    found: dict[str, tuple[str, ...]] = {}
    for group in _data()["same"]["groups"]:
        stems = [stem(word) for word in group if " " not in word]
        for term in stems:
            found[term] = (*found.get(term, ()), *(other for other in stems if other != term))
    return found


@cache
def _spoken() -> tuple[str, ...]:
    """The single words that name intents, as far as a slip of the fingers can be told from them."""
    phrases = (phrase for each in _data().values() for phrase in each.get("phrases", ()))
    return tuple(dict.fromkeys(phrase.strip("*") for phrase in phrases if phrase.strip("*").isalpha()))


def _mended(text: str, written: Callable[[str], bool]) -> str:
    """The text with slips in words that name intents put right, unless the documents write them so."""
    for chunk in dict.fromkeys(chunks(text)):
        word = chunk.lower()
        if not is_identifier(chunk) and not _is_known(word) and not written(stem(word)):
            meant = near(word, _spoken(), 5)
            text = re.sub(rf"\b{re.escape(chunk)}\b", meant, text) if meant else text
    return text


def understand(text: str, written: Callable[[str], bool]) -> Question:
    """Reads a question or a symptom; `written` says whether the documents hold a term. A long text is cut."""
    text = text[:_LONGEST]
    text = _mended(text, written) if len(text) < _LINE else text
    spoken = plain(text)
    asks = bool(_ASKING.match(text)) or text.rstrip().endswith("?")
    wanted, consumed = _wanted(spoken)
    words = [each for each in dict.fromkeys(chunks(_TIME.sub(" ", text))) if each.lower() not in silent() and len(each) > 1]
    environments = named(text)
    words = [each for each in words if not set(named(f"in {each}")) & set(environments)]
    told = [each for each in words if each.lower() in consumed and not is_identifier(each)]
    left = [each for each in words if each not in told]
    left = words if left and not asks else left
    ordered = sorted(left, key=lambda each: not is_identifier(each)) if len(left) > _MOST_WORDS else left
    return Question(text, wanted, environments, tuple(map(_word, ordered[:_MOST_WORDS])), tuple(map(_word, told)), asks)


def _word(text: str) -> Word:
    whole, inner = parts(text)
    return Word(text, whole[0], inner, is_identifier(text))


def _wanted(spoken: str) -> tuple[tuple[Intent, ...], frozenset[str]]:
    """The intents that a question names, and the words that name them."""
    found: list[Intent] = []
    consumed: set[str] = set()
    for intent in intents():
        named_by = [match.group() for match in intent.pattern.finditer(spoken)]
        if named_by:
            found.append(intent)
            consumed.update(word for each in named_by for word in each.split() if intent.literal.fullmatch(word))
    return tuple(found), frozenset(consumed - {"service"})


def _is_known(word: str) -> bool:
    """Whether a word names some intent by itself or is silent: then it is not misspelt."""
    return word in silent() or any(intent.pattern.fullmatch(word) for intent in intents())
