"""What a change did to the system, in words, and whether a text speaks of it."""

import re
from functools import lru_cache

from opsworthy.records.since import Since
from opsworthy.system.comparison import Change
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_NAMED = regex(r"(?:port|variable|secret|needs|used by|job) ")
"""Attributes that say in their own name what was there: for them only coming and going count."""
_TELLING = regex(r"[\w./:@*-]*[./:_@-][\w./:@*-]*\w|\d{4,6}|(?:\S+ ){4}\S+")
"""Values that stand for one thing wherever they are: paths, hosts, images, ports, schedules."""
_PLAIN = regex(r"(?:yes|no|true|false|\d{1,3}|v?\d+(?:\.\d+){0,2}|latest|main|master|default)", re.IGNORECASE)
_LONGEST = 90


def place_of(change: Change, since: Since) -> Location | None:
    """The line of the change: where the new value stands, else where the old one stood, as near as lines changed there."""
    if change.after is not None:
        return since.near(change.after.location)
    return since.near(since.now(change.before.location)) if change.before is not None else None


def words_of(change: Change) -> str:
    """What happened, to be read behind a place: no full stop."""
    thing = _thing(change)
    if not change.attribute:
        return f"{thing} is gone" if change.after is None else f"{thing} is new"
    attribute = change.attribute.removesuffix(f" of {change.name}")
    if _NAMED.match(attribute) and (change.before is None or change.after is None):
        return f"{attribute} of {thing} is {'gone' if change.after is None else 'new'}"
    if change.before is None or change.after is None:
        told = change.after or change.before
        value = shown(told.value) if told else ""
        return (
            f"{attribute} of {thing} is no longer `{value}`"
            if change.after is None
            else f"{attribute} of {thing} is now `{value}`"
        )
    before, after = apart(change.before.value, change.after.value)
    return f"{attribute} of {thing} went from `{shown(before)}` to `{shown(after)}`"


def _thing(change: Change) -> str:
    return change.name if change.kind in ("service", "datastore", "target") else f"the {change.kind} {change.name}"


def shown(value: str) -> str:
    """A value on one line, as long as a line can hold."""
    one = " ".join(value.split())
    return one if len(one) <= _LONGEST else one[: _LONGEST - 1] + "…"


def apart(before: str, after: str) -> tuple[str, str]:
    """Two values without the words that both begin and end with, where they are too long to be shown whole."""
    one, other = before.split(), after.split()
    if max(len(before), len(after)) <= _LONGEST:
        return before, after
    first = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest = min(len(one), len(other)) - first
    last = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    first = max(first - 1, 0)
    return _cut(one, first, last), _cut(other, first, last)


def _cut(words: list[str], first: int, last: int) -> str:
    kept = words[first : len(words) - last]
    return " ".join((*(("…",) if first else ()), *kept, *(("…",) if last else ())))


@lru_cache(maxsize=4096)
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-]|\.\w)")


def says(text: str, word: str) -> bool:
    """Whether a word, a path or a value stands in a text by itself."""
    return word in text and _word(word).search(text) is not None


def is_telling(value: str) -> bool:
    """Whether a value can be recognised without its name beside it."""
    return len(value) > 3 and "\n" not in value and bool(_TELLING.fullmatch(value)) and not _PLAIN.fullmatch(value)


def values_before(change: Change) -> tuple[str, ...]:
    """What could be written of the thing before and is no longer so: its name, its value."""
    if change.before is None:
        return ()
    if not change.attribute:
        return (change.name,) if change.after is None else ()
    if _NAMED.match(change.attribute):
        return (change.attribute.partition(" ")[2],) if change.after is None else ()
    return (change.before.value,)
