"""What headings mean: their words held against `topics.toml`, whatever their numbers, emoji, case and decoration."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_NUMBER = regex(
    r"^(?:(?:step|section|part|phase|appendix)\s+)?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]\s+|^\d+(?:\.\d+)*\s+[-–—]?\s*",
    re.IGNORECASE,
)
_NOT_WORDS = regex(r"[^a-z0-9&/+ -]+")
_SPACES = regex(r"[\s_-]+")
_ASIDE = regex(r"\([^()]*\)")
_WORD = regex(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """`weight` decides when a heading means several: the heavier wins, so a part outweighs the whole it belongs to. `kinds`
    are the kinds of document that it may stand in, empty for all; `whole` are aliases that must be the whole heading."""

    name: str
    weight: int
    kinds: frozenset[str]
    aliases: tuple[str, ...]
    whole: frozenset[str]


@cache
def topics() -> tuple[Topic, ...]:
    """Every topic that a heading can mean."""
    data = data_of(__package__, "topics.toml")
    return tuple(_topic(name, declared) for name, declared in data.items())


@cache
def _whole(kind: str) -> dict[str, str]:
    """Whole headings and the topics that they mean in a kind of document."""
    found: dict[str, Topic] = {}
    for topic in topics():
        if topic.kinds and kind not in topic.kinds:
            continue
        for alias in (*topic.aliases, *topic.whole):
            if alias not in found or found[alias].weight < topic.weight:
                found[alias] = topic
    return {alias: topic.name for alias, topic in found.items()}


@cache
def _pattern(aliases: tuple[str, ...]) -> re.Pattern[str]:
    return regex(r"(?<![a-z0-9])(?:" + "|".join(re.escape(alias) for alias in aliases) + r")(?![a-z0-9])")


@cache
def _beginning() -> dict[str, dict[str, Topic]]:
    """Topics by the first words of their aliases, and then by name."""
    found: dict[str, dict[str, Topic]] = {}
    for topic in topics():
        for alias in topic.aliases:
            first = _WORD.search(alias)
            found.setdefault(first.group() if first else "", {})[topic.name] = topic
    return found


def _likely(words: str) -> Iterable[Topic]:
    """The topics that have an alias which begins with one of the words."""
    beginning = _beginning()
    found: dict[str, Topic] = {}
    for word in ("", *_WORD.findall(words)):
        found.update(beginning.get(word, {}))
    return found.values()


@cache
def meaning(title: str, kind: str) -> str:
    """The topic that a heading means in a kind of document, or ""."""
    words = normal(title)
    if not words or words.startswith(("with ", "without ")):
        return ""
    whole = exact(title, kind)
    if whole:
        return whole
    fitting: list[tuple[int, int, str]] = []
    for topic in _likely(words):
        found = _pattern(topic.aliases).findall(words) if topic.aliases and (not topic.kinds or kind in topic.kinds) else []
        if found:
            fitting.append((topic.weight, max(map(len, found)), topic.name))
    return max(fitting)[2] if fitting else ""


def exact(title: str, kind: str) -> str:
    """The topic of a heading that says nothing else, or ""; an addition in parentheses does not count."""
    aliases = _whole(kind)
    return next((aliases[each] for each in _readings(title) if each in aliases), "")


def _readings(title: str) -> Iterator[str]:
    yield normal(title)
    if "(" in title:
        yield normal(_ASIDE.sub(" ", title))


@lru_cache(maxsize=256)
def normal(title: str) -> str:
    """A heading in lower case, without numbers before it, punctuation and emoji."""
    lowered = _NUMBER.sub("", title.strip().lower().lstrip("*#✅❌🚀🔥⚠️ "))
    return _SPACES.sub(" ", _NOT_WORDS.sub(" ", lowered.replace("’", "").replace("'", ""))).strip(" -/&+")


def _topic(name: str, declared: object) -> Topic:
    if not isinstance(declared, dict):
        raise TypeError(f"topics.toml: {name} must be a table")
    return Topic(
        name=name,
        weight=int(declared["weight"]),
        kinds=frozenset(declared.get("kinds", [])),
        aliases=tuple(normal(alias) for alias in declared.get("aliases", [])),
        whole=frozenset(normal(alias) for alias in declared.get("whole", [])),
    )
