"""Duties that each environment has for itself: its own part of Deployment, and what all environments share."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.documents.environments import canonical, named
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.apart import outside, outside_checks
from opsworthy.rules.shapes.evidence import DEPLOYING, Finder, changing, commands, content
from opsworthy.rules.shapes.reading import OpenQuestion, Passage, reading
from opsworthy.rules.shapes.section import ABOUT_TROUBLE, Judge, document_for, outer, region_of, regions
from opsworthy.rules.shapes.subject import plain
from opsworthy.rules.shapes.verdict import broken, held, unanswered
from opsworthy.system.model import Environment, System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_WORD = regex(r"[a-z0-9]+")
_DEPLOYS = regex(r"(?:\b|_)(?:re-?)?deploy|(?:\b|_)releas|(?:\b|_)roll-?out", re.IGNORECASE)
_PASSING = regex(
    r"(?<![a-z])(?:previews?|ephemeral|pr|pull-?requests?|review-?apps?|local|ci|e2e|[\w-]*back-?up)(?![a-z])", re.IGNORECASE
)
_FOR_ANYBODY = regex(
    r"\byour (?:very )?own (?:server|instance|fork|cluster|copy|account)\b|\bfork (?:the|this) repo", re.IGNORECASE
)
_NO_LENGTH = regex(r"\b(?:one|first|real|run|each|every|next)[- ]?time\b", re.IGNORECASE)
_NEEDS = regex(
    r"\b(?:requires?|required|needs?|needed|prerequisites?|must (?:have|be|exist)|make sure|ensure|assumes?|before you)\b",
    re.IGNORECASE,
)
_deploys = outside(outside_checks(changing(DEPLOYING)), "prerequisites", "secrets", keep="deployment")


def names_environment(text: str, environment: str) -> bool:
    """Whether a text names an environment, in full or by one of its usual other names."""
    names, words = _named_in(text)
    return canonical(environment) in names or _between_spaces(environment) in words


@lru_cache(maxsize=4096)
def _named_in(text: str) -> tuple[frozenset[str], str]:
    """The names of environments that a text names, every other word, and its words between spaces."""
    return frozenset((*named(text), *map(canonical, _WORD.findall(text.lower())))), _between_spaces(text)


@lru_cache(maxsize=256)
def _between_spaces(text: str) -> str:
    return f" {plain(text)} "


def lasting(system: System) -> tuple[Environment, ...]:
    """The environments that people deploy to; those that a pull request or a test run brings up and takes down are left out."""
    return tuple(each for each in system.environments if not _PASSING.search(each.name))


@dataclass(frozen=True)
class Duty:
    """What each environment owes. `questions` are keys with `<env>` for the environment's name; `empty` says what is wrong with a
    part that is there and does not hold it, unless `aside` says it better."""

    what: str
    finder: Finder
    about: tuple[str, ...] = ()
    titled: bool = False
    questions: tuple[str, ...] = ()
    empty: str = "is missing"
    aside: Callable[[Passage], str] | None = None


def for_each_environment(duty: Duty) -> Judge:
    """A rule that asks the same of every environment; of the deployment as a whole where the repository names none."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        document = document_for(subject, "deployment")
        if not regions(document, "deployment"):
            yield Verdict(State.NOT_RUN, "there is no section Deployment to look in", document.location)
            return
        if not _deployed(document, subject.profile):
            yield Verdict(State.NOT_RUN, "no command here deploys", document.location)
            return
        if subject.profile == "page" and not _tells_how_to_deploy(document):
            yield Verdict(State.NOT_RUN, "this page is about something else than a deployment", document.location)
            return
        if subject.profile == "page" and _FOR_ANYBODY.search(document.text):
            yield Verdict(State.NOT_RUN, "this page tells anybody how to deploy it for themselves", document.location)
            return
        # One page of many is about one procedure, wherever it is carried out.
        names = [each.name for each in lasting(subject.system)] if subject.profile != "page" else []
        for name in names or [""]:
            yield _judge_one(subject, document, duty, name, names)

    return judge


def _deployed(document: Document, profile: str) -> bool:
    """Whether a command here deploys: in a section called after something else, such as an installation, one that surely does."""
    deploys = _deploys if profile == "page" else changing(DEPLOYING)
    inside = regions(document, "deployment")
    return any(deploys(each) if _DEPLOYS.search(each.title) else commands(each, DEPLOYING) for each in inside)


def _tells_how_to_deploy(document: Document) -> bool:
    """Whether a page is called after a deployment by its file or its title; others only touch upon one."""
    first = next((each.title for each in reading(document).headed), "")
    name = document.path.rpartition("/")[2].rpartition(".")[0]
    return any(_DEPLOYS.search(each) and not ABOUT_TROUBLE.search(each) for each in (first, name))


def _needs_told(document: Document) -> Location | None:
    """A sentence of a page that says what is needed, wherever it stands."""
    told = (each for each in reading(document).paragraphs if _NEEDS.search(each.text))
    return next((each.location for each in told), None)


def _judge_one(subject: Subject, document: Document, duty: Duty, name: str, names: list[str]) -> Verdict:
    ground = _ground(document, name, names)
    places = ground if not duty.titled else ()
    titled = [each for passage in ground for each in passage.about(*duty.about)] + list(_elsewhere(document, duty, name, names))
    place = next((place for passage in (*titled, *places) if (place := duty.finder(passage))), None)
    if not place and subject.profile == "page":
        place = next(filter(None, map(content, reading(document).whole.about(*duty.about))), None)
        place = place or (_needs_told(document) if "prerequisites" in duty.about else None)
    of = f" of {name}" if name else ""
    if place:
        return held(f"{duty.what}{of} stands here", place)
    near = [each for each in titled if any(each.first in passage for passage in ground) and not _NO_LENGTH.search(each.title)]
    deploying = (each for each in ground if commands(each, DEPLOYING))
    where = next((passage.location for passage in (*near, *deploying, *ground)), document.location)
    question = _question(document, duty, name, titled)
    if question:
        return unanswered(subject, f"{duty.what}{of} is missing", question, Location(document.path, question.line))
    here = any(each.commands or each.paragraphs or each.rows for each in near)
    aside = next((told for each in near if duty.aside and (told := duty.aside(each))), "") if here else ""
    return broken(f"{duty.what}{of} {aside or (duty.empty if here else 'is missing')}", where)


def own_passages(document: Document, name: str) -> tuple[Passage, ...]:
    """The sections and labelled parts of Deployment that are about one environment, outermost only."""
    inside = [each for region in regions(document, "deployment") for each in reading(document).passages if _within(each, region)]
    named = [each for each in inside if name and names_environment(each.title, name)]
    return tuple(each for each in named if not any(other.first < each.first <= other.last for other in named))


def _within(passage: Passage, region: Passage) -> bool:
    return region.first <= passage.first and passage.last <= region.last and passage.title != ""


def _ground(document: Document, name: str, names: list[str]) -> tuple[Passage, ...]:
    """Where the duties of an environment may be met: its own passages, then what no other environment claims."""
    claimed = [each for other in names if other != name for each in own_passages(document, other)]
    claimed = [each for each in claimed if not names_environment(each.title, name or "\0")]
    own = own_passages(document, name) if name else ()
    shared = [part for region in regions(document, "deployment") for part in _outside(region, claimed)]
    return (*own, *shared)


def _outside(region: Passage, claimed: list[Passage]) -> Iterator[Passage]:
    """The runs of lines of a region that no claimed passage holds."""
    first = region.first
    for passage in sorted(claimed, key=lambda each: each.first):
        if region.first <= passage.first <= region.last:
            if first < passage.first:
                yield _run(region, first, passage.first - 1)
            first = max(first, passage.last + 1)
    if first <= region.last:
        yield _run(region, first, region.last)


def _run(region: Passage, first: int, last: int) -> Passage:
    place = region.location if first == region.first else Location(region.location.path, first)
    return Passage(region.title, place, first, last, region.reading)


def _elsewhere(document: Document, duty: Duty, name: str, names: list[str]) -> Iterator[Passage]:
    """Main sections of their own, such as Prerequisites, and what stands before the first of the regions."""
    read = reading(document)
    if not duty.about:
        return
    for passage in outer(read):
        others = [other for other in names if other != name and names_environment(passage.title, other)]
        if not region_of(passage, document) and not others:
            here = read.whole.about(*duty.about)
            yield from (each for each in here if passage.first <= each.first and each.last <= passage.last)


def _question(document: Document, duty: Duty, name: str, titled: list[Passage]) -> OpenQuestion | None:
    keys = tuple(key.replace("<env>", name or "default") for key in duty.questions)
    near = (question for passage in titled for question in passage.questions)
    return next((each for each in reading(document).questions if each.key in keys), None) or next(near, None)
