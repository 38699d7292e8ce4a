"""The questions of acceptance: what the documents answer to each, and what the best answer lacks."""

import re
from collections.abc import Callable, Iterator, Mapping
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
from opsworthy.rules.shapes.same import Same
from opsworthy.rules.shapes.section import Judge, document_for, outer, region_of, regions
from opsworthy.rules.shapes.verdict import broken, held, not_applicable, unanswered
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_MOST = 6
_MOST_OTHERS = 40
_ALONE = "."
"""The path of a document that is judged by itself, apart from the repository's own."""
_NONE = regex(r"\W*(?:no|none|not)\b.*\b(?:required|needed|applicable|secrets?|costs?|rollback)\b", re.IGNORECASE)


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
    """A rule that puts a question to the documents of a repository and judges the answer."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        document = document_for(subject, asked.region)
        reason = asked.unless(subject) if asked.unless else ""
        if subject.anchor.path == _ALONE:
            yield not_applicable("the questions are put to the repository's own runbook and cost plan", subject.anchor)
        elif reason:
            yield not_applicable(reason, document.location)
        else:
            yield _verdict(asked, subject, document)

    return judge


def _verdict(asked: Acceptance, subject: Subject, document: Document) -> Verdict:
    answers = tuple(_answers(document, asked.question))
    own = regions(document, asked.region)
    beside = tuple(place for region in asked.beside for place in regions(document, region))
    if not answers and not own:
        return _in_others(asked, subject, document) or Verdict(
            State.NOT_RUN, f"no section answers “{asked.question}”; section-missing says so where one is owed", document.location
        )
    where = answers[0] if answers else own[0]
    found = {words: _found(finder, document, (*answers, *own, *beside)) for words, finder in asked.needs.items()}
    lacks = [words for words, place in found.items() if place is None]
    if not lacks:
        return held(f"“{asked.question}” is answered by “{where.title}”{_elsewhere(where, found)}", where.location)
    said = next((place for each in (where, *own) if (place := _declined(each))), None)
    if said:
        return held(f"“{asked.question}”: the document says that this does not apply here", said)
    return _in_others(asked, subject, document) or _lacking(
        asked, subject, where, own, lacks, _elsewhere(where, found), bool(answers)
    )


def _lacking(
    asked: Acceptance, subject: Subject, where: Passage, own: tuple[Passage, ...], lacks: list[str], elsewhere: str, answers: bool
) -> Verdict:  # fmt: skip
    told = f"is answered by “{where.title}” without" if answers else f"is not answered: “{where.title}” stands without"
    words = f"“{asked.question}” {told} {' and without '.join(lacks)}{elsewhere}"
    question = next((each for place in (where, *own) for each in place.questions), None)
    if question:
        return unanswered(subject, words, question, Location(where.location.path, question.line))
    return broken(words, where.location)


def _declined(passage: Passage) -> Location | None:
    return passage.location if _NONE.match(passage.title) else declined(passage)


def _in_others(asked: Acceptance, subject: Subject, document: Document) -> Verdict | None:
    """Held, where another document of the repository answers in full."""
    for other in subject.others[:_MOST_OTHERS]:
        places = tuple(_answers(other, asked.question)) if other.kind == document.kind else ()
        if places and all(_found(finder, other, places) for finder in asked.needs.values()):
            return held(f"“{asked.question}” is answered by “{places[0].title}” ({places[0].location})", document.location)
    return None


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
    for hit in ask(_index(Same(document)), question, _MOST).hits:
        headed = next((each for each in read.headed if each.first == hit.entry.line), None)
        yield headed if headed else _passage(document, hit.entry)


def _passage(document: Document, entry: Entry) -> Passage:
    place = Location(document.path, entry.line)
    return Passage(entry.title or document.path, place, entry.line, entry.end_line, reading(document), row=entry.kind == "row")


@lru_cache(maxsize=8)
def _index(key: Same[Document]) -> Index:
    return index_of(entries_of(key.it), whole=False)
