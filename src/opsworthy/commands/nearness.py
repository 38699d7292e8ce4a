"""Which known name a misspelt one was meant to be."""

from collections.abc import Iterable

_SHORTEST, _LONG, _VERY_LONG = 2, 6, 12
_NO_DIGITS = str.maketrans("", "", "0123456789")


def near(word: str, known: Iterable[str]) -> str:
    """The one name that slips of the hand turn into this word; "" where none is so near, or two are as near and both differ."""
    nearest = all_near(word, known)
    return nearest[0] if nearest else ""


def all_near(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names that fewest slips of the hand turn into this word, those with the same first letter first."""
    bare = len(word.lstrip("-"))
    if bare < _SHORTEST:
        return ()
    allowed = 1 if bare < _LONG else 2 if bare < _VERY_LONG else 3
    found: dict[str, int] = {}
    for each in known:
        if each != word and abs(len(each) - len(word)) <= allowed and not _differ_in_number(each, word):
            away = distance(word, each)
            if away <= allowed and away < len(each.lstrip("-")):
                found[each] = away
    least = min(found.values(), default=0)
    begins = word.lstrip("-")[:1]
    return tuple(
        sorted((each for each, away in found.items() if away == least), key=lambda each: (each.lstrip("-")[:1] != begins, each))
    )


def _differ_in_number(one: str, other: str) -> bool:
    """POSTGRES_14 and POSTGRES_18 are two names, not one and its misspelling."""
    return one.translate(_NO_DIGITS) == other.translate(_NO_DIGITS)


def distance(one: str, other: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for to, there in enumerate(other, 1):
            cost = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (letter != there))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == there:
                cost = min(cost, before[to - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
