"""Whether one entry answers a question: what it is about, what it holds of what is sought, and whether that is enough."""

from collections.abc import Sequence

from opsworthy.documents.search.entry import Entry
from opsworthy.documents.search.index import Index
from opsworthy.documents.search.question import Intent, Question, Word, plain
from opsworthy.documents.search.substance import holds, richness, tells
from opsworthy.documents.search.tally import ALIKE, Shares, Tally, share_of
from opsworthy.documents.search.terms import terms
from opsworthy.text.dataclass import dataclass

_TITLED = 5.0
_ALL_NAMED, _HEADED = 5.0, 6.0
_ENOUGH_OF_INTENT, _ENOUGH_OF_QUESTION, _ENOUGH_OF_SYMPTOM, _ENOUGH_WITHOUT_INTENT = 0.5, 0.62, 0.5, 0.8
"""How much of what is sought an answer must hold."""
_RARE = 0.4
"""How rare a name must be to be enough by itself."""
_PROMINENT = 4.0
"""How much a word must weigh in an entry to be what the entry is about."""

_TROUBLED = frozenset(["troubleshooting", "alerts", "decision-tree", "symptoms", "diagnosis"])


@dataclass(frozen=True, slots=True)
class Judged:
    entry: Entry
    score: float
    answers: bool
    matched: tuple[str, ...]
    related: bool
    about: bool


def judge(index: Index, question: Question, tally: Tally, number: int, score: float) -> Judged:
    """One candidate: what it holds, whether it is about what is asked, and whether that is enough."""
    entry = index.entries[number]
    shares = tally.shares.get(number, {})
    matched = tuple(word.text for at, word in enumerate(question.words) if at in shares)
    fits = [_fit(intent, entry) for intent in question.intents]
    total = score + sum(fit * share_of(question, at) for at, fit in enumerate(fits))
    named_all = len(question.intents) > 1 and all(each.titles.search(plain(entry.title)) for each in question.intents)
    total += _ALL_NAMED if named_all else 0.0
    needs = question.intents[0].needs if question.intents else "telling"
    headed = _headed(index, question.words, entry) ** 2 * (0.5 if entry.kind == "row" else 1.0)
    total += richness(entry, needs) + _prior(question, entry) + _HEADED * headed
    covered = _covered(index, question.words, shares)
    named = any(_is_named(index, question, at, share) for at, share in shares.items())
    answers = _answers(question, entry, fits[0] if fits else 0.0, covered, named, _prominent(shares))
    return Judged(entry, total, answers, matched, bool(matched) or any(fits), bool(fits) and fits[0] >= 1)


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


def _covered(index: Index, words: Sequence[Word], shares: Shares) -> float:
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


def _prominent(shares: Shares) -> bool:
    """Whether an entry is about a word that is sought."""
    return any(much >= _PROMINENT and share >= ALIKE for share, much in shares.values())


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
