"""The questions of acceptance: what the documents answer to each, and what the best answer lacks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.documents.search.entries import entries_of
from opsworthy.documents.search.entry import Entry
from opsworthy.documents.search.index import Index, index_of
from opsworthy.documents.search.rank import ask
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.evidence import Finder, declined
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import Judge, document_for, outer, region_of, regions
from opsworthy.rules.shapes.verdict import broken, held, not_applicable, unanswered
from opsworthy.text.location import Location

_MOST = 6


@dataclass(frozen=True)
class Acceptance:
    """One question. `region` is the section that should answer it, and `beside` others that may; `needs` says in words what an
    answer holds, and how that is found; `unless` gives a reason why nobody asks it of this system."""

    question: str
    region: str
    needs: Mapping[str, Finder]
    beside: tuple[str, ...] = ()
    unless: Callable[[Subject], str] | None = None


def acceptance(asked: Acceptance) -> Judge:
    """A rule that puts a question to the documents and judges the answer."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        document = document_for(subject, asked.region)
        reason = asked.unless(subject) if asked.unless else ""
        yield not_applicable(reason, document.location) if reason else _verdict(asked, subject, document)

    return judge


def _verdict(asked: Acceptance, subject: Subject, document: Document) -> Verdict:
    answers = tuple(_answers(document, asked.question))
    inside = tuple(place for region in (asked.region, *asked.beside) for place in regions(document, region))
    best = answers[0] if answers else None
    told = f"“{asked.question}”"
    if best is None and not inside:
        return Verdict(State.NOT_RUN, f"no section answers {told}; section-missing says so where one is owed", document.location)
    where = best or inside[0]
    found = {words: _found(finder, document, (*answers, *inside)) for words, finder in asked.needs.items()}
    lacks = [words for words, place in found.items() if place is None]
    if not lacks:
        return held(f"{told} is answered by “{where.title}”{_elsewhere(where, found)}", where.location)
    said = next((place for each in inside if (place := declined(each))), None)
    if said:
        return held(f"{told}: the document says that this does not apply here", said)
    lacking = f"{told} is answered by “{where.title}” without {' and without '.join(lacks)}{_elsewhere(where, found)}"
    question = next((each for place in (where, *inside) for each in place.questions), None)
    if question:
        return unanswered(subject, lacking, question, Location(document.path, question.line))
    return broken(lacking, where.location)


def _found(finder: Finder, document: Document, places: tuple[Passage, ...]) -> Location | None:
    """Where something stands: in the best answer, in another, in the section, or in a main section that is about nothing else."""
    loose = (each for each in outer(reading(document)) if not region_of(each, document))
    return next((place for each in (*places, *loose) if (place := finder(each))), None)


def _elsewhere(where: Passage, found: Mapping[str, Location | None]) -> str:
    """Which parts of an answer stand outside of the best one."""
    apart = [f"{words} at line {place.line}" for words, place in found.items() if place and place.line not in where]
    return f" ({', '.join(apart)})" if apart else ""


def _answers(document: Document, question: str) -> Iterator[Passage]:
    """The passages that answer a question, best first."""
    read = reading(document)
    for hit in ask(_index(_Same(document)), question, _MOST).hits:
        headed = next((each for each in read.headed if each.first == hit.entry.line), None)
        yield headed if headed else _passage(document, hit.entry)


def _passage(document: Document, entry: Entry) -> Passage:
    place = Location(document.path, entry.line)
    return Passage(entry.title or document.path, place, entry.line, entry.end_line, reading(document), row=entry.kind == "row")


class _Same:
    """A document as a key: the same object, whatever it holds."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


@lru_cache(maxsize=8)
def _index(key: _Same) -> Index:
    return index_of(entries_of(key.document), whole=False)
