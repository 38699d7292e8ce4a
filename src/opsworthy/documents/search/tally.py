"""Scores: what each entry of an index gains from the words that are sought, and from what its heading is about."""

from collections.abc import Mapping
from dataclasses import field

from opsworthy.documents.search.index import Index, purpose_mark, topic_mark, within_mark
from opsworthy.documents.search.question import Question, Word, alike
from opsworthy.documents.search.terms import stem
from opsworthy.documents.search.typos import near
from opsworthy.text.dataclass import dataclass

FOREMOST, BESIDE = 1.0, 0.4
"""How much the first intent of a question counts, and how much the others."""
ALIKE = 0.6
_FIXED = 256
_SATURATION = 4.0
_IS, _IN, _FOR, _TITLED = 6.0, 2.5, 1.5, 3.0
_WORD, _TOLD = 11.0, 5.0
_VAGUE = 0.3
_PART, _MENDED = 0.8, 0.7

Shares = Mapping[int, tuple[float, float]]
"""By the place of a sought word: how well it stands in an entry (1 as it is, less for a synonym or a slip), and its weight."""


@dataclass
class Tally:
    """What is known of each entry by its number: its score, and how well each sought word stands in it, with its weight there."""

    scores: dict[int, float] = field(default_factory=dict)
    shares: dict[int, dict[int, tuple[float, float]]] = field(default_factory=dict)

    def mark(self, index: Index, mark: str, weight: float) -> None:
        """Adds what a heading means or a command is for."""
        for number in index.postings(mark)[0]:
            self.scores[number] = self.scores.get(number, 0.0) + weight

    def add(
        self, index: Index, term: str, weight: float, word: int | None = None, share: float = 1.0, *, part: bool = False
    ) -> None:
        """Adds a term; the more of it, the less each adds. `word` is the sought word that it stands for, by its place; a
        `part` of a name stands for its share of it alone."""
        numbers, weights = index.postings(term)
        for number, held in zip(numbers, weights, strict=True):
            much = held / _FIXED
            self.scores[number] = self.scores.get(number, 0.0) + weight * share * much / (much + _SATURATION)
            if word is not None:
                before = self.shares.setdefault(number, {}).get(word, (0.0, 0.0))
                shared = min(_PART, before[0] + share) if part and before[0] < _PART else max(before[0], share)
                self.shares[number][word] = (shared, max(before[1], much))


def known(index: Index, word: Word) -> bool:
    return any(index.count(term) for term in (word.term, *alike().get(word.term, ())))


def seek(index: Index, question: Question, tally: Tally) -> tuple[tuple[str, str], ...]:
    """Scores the words that are sought; what no document holds may be a slip."""
    corrected: list[tuple[str, str]] = []
    for at, word in enumerate(question.words):
        weight = _WORD * index.rarity(word.term)
        if index.count(word.term):
            tally.add(index, word.term, weight, at)
        else:
            meant = near(word.term, index.words())
            if meant:
                corrected.append((word.text, meant))
                tally.add(index, meant, _WORD * index.rarity(meant), at, _MENDED)
        for other in alike().get(word.term, ()):
            tally.add(index, other, _WORD * index.rarity(other), at, ALIKE)
        for part in word.parts:
            tally.add(index, part, _WORD * index.rarity(part), at, _PART / len(word.parts), part=True)
    for word in question.told:
        tally.add(index, word.term, _TOLD * index.rarity(word.term))
    return tuple(corrected)


def share_of(question: Question, at: int) -> float:
    """How much an intent counts: the first in full, unless it only says that something is wrong and words say what."""
    vague = question.intents[at].name == "troubleshoot" and bool(question.words)
    return (FOREMOST if at == 0 else BESIDE) * (_VAGUE if vague else 1.0)


def intend(index: Index, question: Question, tally: Tally) -> None:
    """Scores what headings mean and what commands are for."""
    for at, intent in enumerate(question.intents):
        share = share_of(question, at)
        for topic, weight in intent.topics.items():
            tally.mark(index, topic_mark(topic), share * _IS * weight)
            tally.mark(index, within_mark(topic), share * _IN * weight)
        for purpose in intent.purposes:
            tally.mark(index, purpose_mark(purpose), share * _FOR)
        for title in intent.words:
            tally.add(index, stem(title), _TITLED * share)
