"""The entries that answer a question, best first, or none: an entry that merely shares a word with it is no answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from opsworthy.documents.search.entry import Entry
from opsworthy.documents.search.index import ANY_ENVIRONMENT, Index, environment_mark, purpose_mark, topic_mark, within_mark
from opsworthy.documents.search.question import Intent, Question, Word, alike, plain, understand
from opsworthy.documents.search.substance import holds, richness, tells
from opsworthy.documents.search.terms import stem, terms
from opsworthy.documents.search.typos import near

_FIXED = 256
_SATURATION = 4.0
_CANDIDATES = 120
_FOREMOST, _BESIDE = 1.0, 0.4
_IS, _IN, _FOR, _TITLED = 6.0, 2.5, 1.5, 5.0
_WORD, _TOLD = 11.0, 5.0
_VAGUE = 0.3
_ALL_NAMED, _HEADED = 5.0, 6.0
_ALIKE, _PART, _MENDED = 0.6, 0.8, 0.7
_ENOUGH_OF_INTENT, _ENOUGH_OF_QUESTION, _ENOUGH_OF_SYMPTOM = 0.5, 0.62, 0.5
_ENOUGH_WITHOUT_INTENT = 0.8
_RARE = 0.5
_PROMINENT = 4.0
"""How much of what is sought an answer must hold; how rare a name must be to be enough by itself; how much a word must weigh in an
entry to be what the entry is about."""

_TROUBLED = frozenset(["troubleshooting", "alerts", "decision-tree", "symptoms", "diagnosis"])


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers, how well, and which words of the question stand in it."""

    entry: Entry
    score: float
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`hits` are empty where the documents do not answer; `nearest` is then the entry that comes nearest. `corrected` are words
    that were read as others; `unknown` those that no document holds."""

    question: Question
    hits: tuple[Hit, ...]
    nearest: Entry | None
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass
class _Tally:
    """What is known of each entry by its number: its score, and how well each sought word stands in it, with its weight there."""

    scores: dict[int, float] = field(default_factory=dict)
    shares: dict[int, dict[int, tuple[float, float]]] = field(default_factory=dict)

    def mark(self, index: Index, mark: str, weight: float) -> None:
        """Adds what a heading means or a command is for."""
        for number in index.postings(mark)[0]:
            self.scores[number] = self.scores.get(number, 0.0) + weight

    def add(self, index: Index, term: str, weight: float, word: int | None = None, share: float = 1.0, *, part: bool = False) -> None:  # fmt: skip
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


def ask(index: Index, text: str, most: int = 5) -> Answer:
    """Answers a question, or a symptom, from an index."""
    question = understand(text, lambda term: index.count(term) > 0)
    tally = _Tally()
    corrected = _seek(index, question, tally)
    _intend(index, question, tally)
    best = nlargest(_CANDIDATES, tally.scores.items(), key=lambda each: (each[1], -each[0]))
    judged = [_judge(index, question, tally, number, score) for number, score in best]
    judged.sort(key=lambda each: -each.score)
    hits = _apart([each for each in judged if each.answers], most) if _is_somewhere(index, question) else []
    gone = tuple(word.text for word in question.words if not _known(index, word) and word.text not in dict(corrected))
    found = tuple(Hit(each.entry, round(each.score, 2), each.matched) for each in hits)
    return Answer(question, found, None if found else _nearest(judged), corrected, gone)


def _is_somewhere(index: Index, question: Question) -> bool:
    """Whether the documents speak of an environment that is asked for, or of none at all."""
    asked = question.environments
    return not asked or not index.count(ANY_ENVIRONMENT) or any(index.count(environment_mark(each)) for each in asked)


def _known(index: Index, word: Word) -> bool:
    return any(index.count(term) for term in (word.term, *alike().get(word.term, ())))


def _seek(index: Index, question: Question, tally: _Tally) -> tuple[tuple[str, str], ...]:
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
            tally.add(index, other, _WORD * index.rarity(other), at, _ALIKE)
        for part in word.parts:
            tally.add(index, part, _WORD * index.rarity(part), at, _PART / len(word.parts), part=True)
    for word in question.told:
        tally.add(index, word.term, _TOLD * index.rarity(word.term))
    return tuple(corrected)


def _share(question: Question, at: int) -> float:
    """How much an intent counts: the first in full, unless it says no more than that something is wrong and other words say what."""
    vague = question.intents[at].name == "troubleshoot" and bool(question.words)
    return (_FOREMOST if at == 0 else _BESIDE) * (_VAGUE if vague else 1.0)


def _intend(index: Index, question: Question, tally: _Tally) -> None:
    """Scores what headings mean and what commands are for."""
    for at, intent in enumerate(question.intents):
        share = _share(question, at)
        for topic, weight in intent.topics.items():
            tally.mark(index, topic_mark(topic), share * _IS * weight)
            tally.mark(index, within_mark(topic), share * _IN * weight)
        for purpose in intent.purposes:
            tally.mark(index, purpose_mark(purpose), share * _FOR)
        for title in intent.words:
            tally.add(index, stem(title), 3.0 * share)


@dataclass(frozen=True, slots=True)
class _Judged:
    entry: Entry
    score: float
    answers: bool
    matched: tuple[str, ...]
    related: bool


def _judge(index: Index, question: Question, tally: _Tally, number: int, score: float) -> _Judged:
    """One candidate: what it holds, whether it is about what is asked, and whether that is enough."""
    entry = index.entries[number]
    shares = tally.shares.get(number, {})
    matched = tuple(word.text for at, word in enumerate(question.words) if at in shares)
    fits = [_fit(intent, entry) for intent in question.intents]
    total = score + sum(fit * _share(question, at) for at, fit in enumerate(fits))
    named_all = len(question.intents) > 1 and all(each.titles.search(plain(entry.title)) for each in question.intents)
    total += _ALL_NAMED if named_all else 0.0
    needs = question.intents[0].needs if question.intents else "telling"
    headed = _headed(index, question.words, entry) ** 2 * (0.5 if entry.kind == "row" else 1.0)
    total += richness(entry, needs) + _prior(question, entry) + _HEADED * headed
    covered = _covered(index, question.words, shares)
    named = any(_is_named(index, question, at, share) for at, share in shares.items())
    answers = _answers(question, entry, fits[0] if fits else 0.0, covered, named, _prominent(index, question, shares))
    return _Judged(entry, total, answers, matched, bool(matched) or any(fits))


def _fit(intent: Intent, entry: Entry) -> float:
    """How far a heading is about an intent: its topic has counted already."""
    if entry.topic in intent.topics:
        return 1.0
    if intent.titles.search(plain(entry.title)):
        return _TITLED if entry.kind != "row" else _TITLED / 2
    return 0.5 if any(topic in intent.topics for topic in entry.above) else 0.0


def _prior(question: Question, entry: Entry) -> float:
    """What counts before any word: the environment, the kind of document, the kind of entry."""
    total = {"runbook": 1.0, "cost-plan": 0.5}.get(entry.document, -1.0)
    foremost = question.intents[0].name if question.intents else ""
    if entry.document == "cost-plan":
        total += 3.0 if foremost == "cost" else -2.0
    if question.environments:
        total += 4.0 if set(question.environments) & set(entry.environments) else 0.0
    elif "prod" in entry.environments:
        total += 0.4
    if entry.kind == "row":
        total -= 1.5 if question.asks else 0.3
    troubled = entry.topic in _TROUBLED or bool(set(entry.above) & _TROUBLED)
    if not question.asks or foremost == "troubleshoot":
        total += 1.5 if troubled else 0.0
    elif troubled and foremost and not question.words:
        total -= 2.0
    return total if tells(entry) else total - 4.0


def _covered(index: Index, words: Sequence[Word], shares: dict[int, tuple[float, float]]) -> float:
    """The part of what is sought that an entry holds; a rare word counts for more than a common one."""
    weights = [0.3 if word.text.replace("/", "").isdigit() else 0.15 + index.rarity(word.term) for word in words]
    held = sum(weights[at] * share for at, (share, _) in shares.items())
    return held / sum(weights) if weights else 1.0


def _headed(index: Index, words: Sequence[Word], entry: Entry) -> float:
    """The part of what is sought that stands in the heading."""
    said = frozenset(terms(entry.title))
    weights = [0.15 + index.rarity(word.term) for word in words]
    return sum(weight for word, weight in zip(words, weights, strict=True) if word.term in said) / sum(weights) if words else 0.0


def _is_named(index: Index, question: Question, at: int, share: tuple[float, float]) -> bool:
    """Whether a word is a rare name that stands in an entry as it is."""
    word = question.words[at]
    return word.identifier and share[0] >= 1.0 and index.rarity(word.term) >= _RARE and not word.text.isdigit()


def _prominent(index: Index, question: Question, shares: dict[int, tuple[float, float]]) -> bool:
    """Whether an entry is about a word that is sought."""
    return any(much >= _PROMINENT and share >= _ALIKE for share, much in shares.values())


def _answers(question: Question, entry: Entry, fit: float, covered: float, named: bool, prominent: bool) -> bool:
    if question.environments and entry.environments and not set(question.environments) & set(entry.environments):
        return False
    if not question.intents and not question.words:
        return False
    foremost = question.intents[0] if question.intents else None
    if foremost and not holds(entry, foremost.needs) and (question.asks or not question.words):
        return False
    if not tells(entry):
        return False
    if foremost and fit > 0:
        return covered >= _ENOUGH_OF_INTENT or (named and not question.asks)
    if foremost and question.asks:
        return bool(question.words) and covered >= _ENOUGH_WITHOUT_INTENT and (prominent or named)
    if not question.asks:
        return named or covered >= _ENOUGH_OF_SYMPTOM
    if not question.words:
        return False
    return covered >= _ENOUGH_OF_QUESTION and (prominent or named)


def _apart(judged: Sequence[_Judged], most: int) -> list[_Judged]:
    """The best of them that show different lines."""
    kept: list[_Judged] = []
    seen: set[tuple[str, int]] = set()
    for each in judged:
        shown = {(each.entry.path, line.line) for line in (*each.entry.lines, *each.entry.below)}
        if not shown & seen:
            kept.append(each)
            seen |= shown
        if len(kept) == most:
            break
    return kept


def _nearest(judged: Sequence[_Judged]) -> Entry | None:
    return next((each.entry for each in judged if each.related and each.entry.title), None)
