"""Misspelt words: the word of a vocabulary that a slip of the fingers turns into what was typed."""

from collections.abc import Iterable
from heapq import nsmallest

_LEAST = 6
_LONG = 8
_MOST = 40


def near(word: str, vocabulary: Iterable[str], least: int = _LEAST) -> str | None:
    """The nearest word of a vocabulary; None where none is as near as a slip. Short words and numbers are never slips."""
    if not least <= len(word) <= _MOST or not word.isalpha() or not word.isascii():
        return None
    fit = (each for each in vocabulary if abs(len(each) - len(word)) <= 1 and each[:1] == word[:1] and each.isalpha())
    close = ((distance, each) for each in fit if (distance := slips(word, each)) <= (2 if len(word) > _LONG else 1))
    return next((each for _, each in nsmallest(1, close)), None)


def slips(one: str, other: str) -> float:
    """How many letters were swapped, left out, doubled or added; another letter counts for more the shorter the word is."""
    if sum(one.count(letter) != other.count(letter) for letter in set(one)) > 4:
        return 9.0
    instead = 1.0 if min(len(one), len(other)) > _LONG - 1 else 2.0
    before: list[float] = []
    row = [float(at) for at in range(len(other) + 1)]
    for down, letter in enumerate(one, 1):
        last, before_last = row, before
        row = [float(down)]
        for across, beside in enumerate(other, 1):
            best = min(last[across] + 1, row[-1] + 1, last[across - 1] + (0 if letter == beside else instead))
            if down > 1 and across > 1 and letter == other[across - 2] and one[down - 2] == beside:
                best = min(best, before_last[across - 2] + 1)
            row.append(best)
        before = last
    return row[-1]
