"""An index over entries: which of them hold a term, and how much it weighs there."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import log

from opsworthy.documents.search.entry import (
    CAUSE,
    COMMAND,
    EXPECTED,
    HEADING,
    OUTPUT,
    ROW,
    SOLUTION,
    STEP,
    SYMPTOM,
    TEXT,
    Entry,
    Line,
)
from opsworthy.documents.search.terms import terms
from opsworthy.text.dataclass import dataclass

_WEIGHT = {
    HEADING: 2.0, SYMPTOM: 3.0, OUTPUT: 2.0, CAUSE: 1.5, SOLUTION: 1.5, COMMAND: 1.2, EXPECTED: 1.0, STEP: 1.5, ROW: 1.0,
    TEXT: 1.0,
}  # fmt: skip
_TITLE, _TRAIL, _PAGE, _BELOW = 5.0, 1.0, 1.0, 0.5
_MOST = 8.0
_MIDDLING = 120
"""Terms of an entry of usual length."""
_FIXED = 256
_MARK = "\0"

Postings = tuple[Sequence[int], Sequence[int]]


def topic_mark(topic: str) -> str:
    """The term that stands for a heading of this topic."""
    return f"{_MARK}is:{topic}"


def within_mark(topic: str) -> str:
    """The term that stands for an entry under a heading of this topic."""
    return f"{_MARK}in:{topic}"


def purpose_mark(purpose: str) -> str:
    """The term that stands for a command of this purpose."""
    return f"{_MARK}for:{purpose}"


def environment_mark(environment: str) -> str:
    """The term that stands for an entry about this environment."""
    return f"{_MARK}at:{environment}"


ANY_ENVIRONMENT = environment_mark("")


@dataclass(frozen=True)
class Index:
    """`entries` may make each entry when it is asked for; `table` has, for each term, the entries and the weights there."""

    entries: Sequence[Entry]
    table: Mapping[str, bytes]

    def postings(self, term: str) -> Postings:
        """The numbers of the entries that hold a term, and its weight in each, in 256ths."""
        data = self.table.get(term)
        if data is None:
            return (), ()
        at = len(data) // 3 * 2
        return array("I", data[:at]), array("H", data[at:])

    def count(self, term: str) -> int:
        """How many entries hold a term."""
        return len(self.table.get(term, b"")) // 6

    def rarity(self, term: str) -> float:
        """1 for a term of one entry alone or of none, towards 0 for one of every entry."""
        total = len(self.entries) + 1
        return log(1 + total / (self.count(term) + 0.5)) / log(1 + total / 0.5)

    def words(self) -> Iterable[str]:
        """Every word that some entry holds."""
        return (term for term in self.table if term[0] != _MARK)


def index_of(entries: Sequence[Entry], *, whole: bool = True) -> Index:
    """The index over entries that are at hand; not `whole`, over headings and what they mean alone."""
    places: dict[str, array[int]] = {}
    weights: dict[str, array[int]] = {}
    for number, entry in enumerate(entries):
        for term, weight in weighed(entry, whole=whole).items():
            places.setdefault(term, array("I")).append(number)
            weights.setdefault(term, array("H")).append(min(65_535, max(1, int(weight * _FIXED))))
    return Index(entries, {term: places[term].tobytes() + weights[term].tobytes() for term in places})


def weighed(entry: Entry, *, whole: bool = True) -> dict[str, float]:
    """The terms of an entry; a word weighs by where it stands, and less in a long entry than in a short one."""
    found: dict[str, float] = {}
    size = _add(found, entry.lines, 1.0) + _add(found, entry.below, _BELOW) if whole else 0
    shorter = 1 / (0.4 + 0.6 * min(4.0, size / _MIDDLING))
    found = {term: min(weight, _MOST) * shorter for term, weight in found.items()}
    for text, weight in ((entry.title, _TITLE), (entry.page, _PAGE), *((each, _TRAIL) for each in entry.trail)):
        for term in terms(text):
            found[term] = found.get(term, 0.0) + weight
    marks = [topic_mark(entry.topic)] if entry.topic else []
    marks += [within_mark(each) for each in entry.above] + [purpose_mark(each) for each in entry.purposes]
    marks += [environment_mark(each) for each in ("", *entry.environments) if entry.environments]
    found.update(dict.fromkeys(marks, 1.0))
    return found


def _add(found: dict[str, float], lines: tuple[Line, ...], share: float) -> int:
    size = 0
    for line in lines:
        weight = _WEIGHT[line.kind] * share
        for term in terms(line.text):
            found[term] = found.get(term, 0.0) + weight
            size += 1
    return size
