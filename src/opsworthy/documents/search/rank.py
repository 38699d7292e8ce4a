"""The entries that answer a question, best first, or none: an entry that merely shares a word with it is no answer."""

from collections.abc import Sequence
from heapq import nlargest

from opsworthy.documents.search.entry import Entry
from opsworthy.documents.search.fitness import Judged, judge
from opsworthy.documents.search.index import ANY_ENVIRONMENT, Index, environment_mark
from opsworthy.documents.search.question import Question, understand
from opsworthy.documents.search.tally import Tally, intend, known, seek
from opsworthy.text.dataclass import dataclass

_CANDIDATES = 120


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


def ask(index: Index, text: str, most: int = 5) -> Answer:
    """Answers a question, or a symptom, from an index."""
    question = understand(text, lambda term: index.count(term) > 0)
    tally = Tally()
    corrected = seek(index, question, tally)
    intend(index, question, tally)
    best = nlargest(_CANDIDATES, tally.scores.items(), key=lambda each: (each[1], -each[0]))
    judged = [judge(index, question, tally, number, score) for number, score in best]
    judged.sort(key=lambda each: -each.score)
    hits = _apart([each for each in judged if each.answers], most) if _is_somewhere(index, question) else []
    gone = tuple(word.text for word in question.words if not known(index, word) and word.text not in dict(corrected))
    found = tuple(Hit(each.entry, round(each.score, 2), each.matched) for each in hits)
    return Answer(question, found, None if found else _nearest(judged), corrected, gone)


def _is_somewhere(index: Index, question: Question) -> bool:
    """Whether the documents speak of an environment that is asked for, or of none at all."""
    asked = question.environments
    return not asked or not index.count(ANY_ENVIRONMENT) or any(index.count(environment_mark(each)) for each in asked)


def _apart(judged: Sequence[Judged], most: int) -> list[Judged]:
    """The best of them that show different lines."""
    kept: list[Judged] = []
    seen: set[tuple[str, int]] = set()
    for each in judged:
        shown = {(each.entry.path, line.line) for line in (*each.entry.lines, *each.entry.below)}
        if not shown & seen:
            kept.append(each)
            seen |= shown
        if len(kept) == most:
            break
    return kept


def _nearest(judged: Sequence[Judged]) -> Entry | None:
    """The one that comes nearest: what is about the question before what merely shares a word with it."""
    related = [each for each in judged if each.related and each.entry.title and each.entry.kind != "row"]
    return next((each.entry for each in related if each.about), None) or next((each.entry for each in related), None)
