"""Most rules: somewhere in its region a document must show these things about a topic, together."""

import re
from collections.abc import Callable, Iterator, Mapping

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.evidence import Finder, declined
from opsworthy.rules.shapes.reading import OpenQuestion, Passage, reading
from opsworthy.rules.shapes.section import COST_PLAN, RUNBOOK, Judge, document_for, outer, region_of, regions
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable, unanswered
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

# What developers do at their own desk shows nothing of how the system is run.
_ASIDE = regex(r"\W*(?:local )?(?:development|contributing|licen[cs]e|changelog)\W*", re.IGNORECASE)
_PAGE = regex(r"[\w-][\w./-]*\.md\b")


@dataclass(frozen=True)
class Topic:
    """What a document owes on one topic.

    `what` names it in messages; `needs` says in words what must be shown, and how that is found. Looked at are the passages of
    the region, and of the regions `beside` it, that are titled after `about`; then, unless `titled`, these regions as a whole;
    then passages so titled anywhere. `questions` are the keys, or beginnings of keys, whose missing answer explains a gap.
    `may_decline`: a passage that says in a sentence that the topic does not apply will do. `must`: a missing region is this
    rule's to report. `unless` gives a reason why the system owes nothing; `also` adds what only some systems owe.
    """

    region: str
    what: str
    needs: Mapping[str, Finder]
    about: tuple[str, ...] = ()
    titled: bool = False
    must: bool = False
    beside: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    may_decline: bool = False
    unless: Callable[[Subject], str] | None = None
    also: Callable[[Subject, tuple[Passage, ...]], Mapping[str, Finder]] | None = None

    def owed(self, subject: Subject, inside: tuple[Passage, ...]) -> Mapping[str, Finder]:
        """What must be shown for this subject."""
        return {**self.needs, **(self.also(subject, inside) if self.also else {})}


@dataclass(frozen=True)
class _Look:
    passage: Passage
    lacks: tuple[str, ...]
    shown: Location | None


def topic(asked: Topic) -> Judge:
    """A rule that asks for one topic."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        document = document_for(subject, asked.region)
        reason = asked.unless(subject) if asked.unless else ""
        if reason:
            yield not_applicable(reason, document.location)
            return
        inside = regions(document, asked.region)
        needs = asked.owed(subject, inside)
        looks = _looks(asked, subject, inside, needs)
        best = min(looks, key=lambda look: len(look.lacks), default=None)
        if best and not best.lacks:
            yield held(f"{asked.what}: {', '.join(needs)}", best.shown or best.passage.location)
            return
        yield _refusal(asked, subject) or _shortfall(
            asked, subject, inside, best or _Look(reading(document).whole, tuple(needs), None)
        )

    return judge


def _looks(asked: Topic, subject: Subject, inside: tuple[Passage, ...], needs: Mapping[str, Finder]) -> list[_Look]:
    """What each place shows, up to the first that shows everything."""
    looks = []
    for passage in _candidates(asked, subject, inside):
        looks.append(_look(passage, needs))
        if not looks[-1].lacks:
            return looks
    return looks if asked.titled else [*looks, _together(document_for(subject, asked.region), inside, needs)]


def _candidates(asked: Topic, subject: Subject, inside: tuple[Passage, ...]) -> Iterator[Passage]:
    document = document_for(subject, asked.region)
    places = (*inside, *(place for region in asked.beside for place in regions(document, region)))
    for region in places:
        yield from region.about(*asked.about)
    if not asked.titled:
        yield from places
    elsewhere = reading(document).whole.about(*asked.about)
    yield from (each for each in elsewhere if not each.row)


def _together(document: Document, inside: tuple[Passage, ...], needs: Mapping[str, Finder]) -> _Look:
    """What the region shows together with the main sections that belong to no region, such as a quick reference."""
    loose = tuple(each for each in outer(reading(document)) if not region_of(each, document) and not _ASIDE.fullmatch(each.title))
    found = {
        words: next((place for each in (*inside, *loose) if (place := finder(each))), None) for words, finder in needs.items()
    }
    places = [place for place in found.values() if place]
    where = inside[0] if inside else reading(document).whole
    return _Look(where, tuple(words for words, place in found.items() if not place), min(places, default=None))


def _look(passage: Passage, needs: Mapping[str, Finder]) -> _Look:
    found = {words: finder(passage) for words, finder in needs.items()}
    places = [place for place in found.values() if place]
    return _Look(passage, tuple(words for words, place in found.items() if not place), min(places, default=None))


def _refusal(asked: Topic, subject: Subject) -> Verdict | None:
    """Held, where the document says that the topic does not apply to this system."""
    if not asked.may_decline:
        return None
    titled = reading(document_for(subject, asked.region)).whole.about(*asked.about)
    said = next((place for passage in titled if (place := declined(passage))), None)
    return held(f"{asked.what}: the document says that this does not apply here", said) if said else None


def _shortfall(asked: Topic, subject: Subject, inside: tuple[Passage, ...], best: _Look) -> Verdict:
    """Broken because of an open question, broken at the nearest place, or not run because the whole section is missing."""
    document = document_for(subject, asked.region)
    lacking = f"{asked.what}: {_nowhere(asked, subject, inside, best.lacks)}"
    question = _question(asked, subject, inside)
    if question:
        return unanswered(subject, lacking, question, Location(document.path, question.line))
    sent = _sent_to(subject, inside)
    if sent:
        return cannot_know(f"the section only sends the reader to {sent}", inside[0].location)
    part = best.shown and best.passage.title and best.passage.location != reading(document).whole.location
    if not inside and not asked.must and not part:
        name = (RUNBOOK | COST_PLAN).get(asked.region, asked.region)
        return Verdict(State.NOT_RUN, f"there is no section {name} to look in", document.location)
    beside = part and asked.region == "operations" and best.passage in outer(reading(document))
    near = best.shown and (not inside or beside or any(best.passage.first in region for region in inside))
    where = best.passage if near else next(_titled(asked, inside), None)
    return broken(lacking, (where or (inside[0] if inside else reading(document).whole)).location)


def _sent_to(subject: Subject, inside: tuple[Passage, ...]) -> str:
    """The document of the repository to which a region sends the reader, where it says nothing else; empty where it says more."""
    if any(each.commands or each.rows or each.fences or len(each.paragraphs) > 1 for each in inside):
        return ""
    named = (path for each in inside for _, line in each.lines if "`" in line or "](" in line for path in _PAGE.findall(line))
    return next((path for path in named if path in subject.system.paths), "")


def _nowhere(asked: Topic, subject: Subject, inside: tuple[Passage, ...], lacks: tuple[str, ...]) -> str:
    """What is missing, in words: what the whole document lacks, or else what the part that was looked at lacks."""
    whole, owed = reading(document_for(subject, asked.region)).whole, asked.owed(subject, inside)
    gone = tuple(words for words in lacks if words not in owed or not owed[words](whole))
    under = f" under “{inside[0].title}”" if inside and inside[0].title and not gone else ""
    return f"nothing{under} shows {' or '.join(gone or lacks)}"


def _titled(asked: Topic, inside: tuple[Passage, ...]) -> Iterator[Passage]:
    for region in inside:
        yield from region.about(*asked.about)
    if asked.region == "operations" and inside:
        titled = inside[0].reading.whole.about(*asked.about)
        read = inside[0].reading
        yield from (each for each in titled if each in outer(read) and not region_of(each, read.document))


def _question(asked: Topic, subject: Subject, inside: tuple[Passage, ...]) -> OpenQuestion | None:
    """The open question that stands in a passage of this topic, or one that this rule is known to wait for."""
    near = (question for passage in _titled(asked, inside) for question in passage.questions)
    every = reading(document_for(subject, asked.region)).questions
    known = (each for each in every if asked.questions and each.key.startswith(asked.questions))
    return next(known, None) or next(near, None)
