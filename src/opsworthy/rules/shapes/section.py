"""The sections that the bar asks for: where they are, in what order, and whether anything stands in them."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.evidence import Finder, content
from opsworthy.rules.shapes.filler import filler
from opsworthy.rules.shapes.reading import Passage, Reading, reading
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.verdict import broken, held, unanswered
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

RUNBOOK = {
    "deployment": "Deployment", "operations": "Operations", "monitoring": "Monitoring",
    "troubleshooting": "Troubleshooting", "rollback": "Rollback",
}  # fmt: skip
COST_PLAN = {
    "estimated-costs": "Estimated Costs", "cost-tracking": "Cost Tracking", "guardrails": "Guardrails",
    "optimization": "Optimization Opportunities",
}  # fmt: skip
# A heading may name several ("Rolling back a deployment"): the first of these is what it is about.
_FIRST_OF_RUNBOOK = ("rollback", "secrets", "troubleshooting", "monitoring", "deployment", "operations", "ci-cd")
_FIRST_OF_COST_PLAN = ("optimization", "cost-tracking", "guardrails", "estimated-costs")
# A page for one alert: its heading says so, and what stands under it is what to do.
ALERT = regex(r"\W*(?:alert|alarm|scenario|incident|issue|problem)\s*(?:\d+\s*)?[:–—-]\s*\w", re.IGNORECASE)

_SEVERAL = 3
# A step of something else that handles a secret is no section about them.
_STEP = regex(r"\W*step\s+\d", re.IGNORECASE)
_BOTH = regex(r"\s(?:&|and|\+|/)\s|,\s|\w/\w", re.IGNORECASE)

Judge = Callable[[Subject], Iterator[Verdict]]


def document_for(subject: Subject, region: str) -> Document:
    """The document in which a region stands. The judge runs no rule whose document is missing."""
    document = subject.cost_plan if region in COST_PLAN else subject.runbook
    if document is None:
        raise LookupError(f"a rule about {region} ran without its document")
    return document


# What monitoring costs, where amounts stand below it, is a part of the estimate.
_OF_WATCHING = regex(r"\W*(?:\d+[.)]?\s*)?monitoring(?: costs?)?\W*\Z", re.IGNORECASE)


def region_of(passage: Passage, document: Document) -> str:
    """The one region that a heading opens, by what the document's topics say or else by its words; empty where it opens none."""
    order = _FIRST_OF_COST_PLAN if document.kind == "cost-plan" else _FIRST_OF_RUNBOOK
    found = _opened(passage, order)
    apart = _APART.get(found)
    if found == "cost-tracking" and _OF_WATCHING.match(passage.title) and any(each.period for each in passage.amounts):
        return ""
    if not apart or not apart.search(passage.title):
        return found
    return "troubleshooting" if ALERT.match(passage.title) and "troubleshooting" in order else ""


# Headings with the word that open no such region: what goes wrong with a deployment, what comes before one, a check of secrets.
_TROUBLE = r"\b(?:issues?|problems?|fail\w*|errors?|not|cannot|troubleshoot\w*)\b"
ABOUT_TROUBLE = regex(_TROUBLE, re.IGNORECASE)
_APART = {
    "deployment": regex(
        rf"{_TROUBLE}|\b(?:scal\w+|restart\w*|attach\w*|inspect\w*) (?:a|the) deployments?\b|\bdeployment lifecycle\b"
        r"|\bbefore (?:re-?)?deploy|\b(?:pre|post)-?\s?deploy\w*|\b(?:variables?|philosophy|release notes)\b"
        r"|\blocal (?:development|dev)\b|\bdevelopment (?:setup|environment)\b"
        rf"|\bfor the on-?call\b|\b(?:bad|broken|stuck|flags)\b|{ALERT.pattern}",
        re.IGNORECASE,
    ),
    "troubleshooting": regex(r"\bpost-?incident\b|\bduring (?:an? )?incident", re.IGNORECASE),
    "monitoring": regex(r"\bcosts? monitoring\b", re.IGNORECASE),
    "rollback": regex(r"\W*(?:issue|problem)\s*(?:\d+\s*)?[:–—-]\s*\w|\bstuck\b", re.IGNORECASE),
    # A budget is a plan of spending as often as a bound of it.
    "guardrails": regex(
        r"\A(?!.*\b(?:guard-? ?rails?|(?:spend\w*|cost|hard|soft|budget) limits?|caps?|controls?|governance|ceilings?)\b)"
        r"(?!.*\bbudgets? (?:alert|alarm|polic|threshold|enforce|notification|and|&)|.*(?:and|&) budgets?\W*\Z)"
        r"(?!\W*(?:\d+[.)]?\s*)?(?:monthly |cloud |cost |spending )?budgets?\W*\Z).*\bbudget|\b(?:api|rate|free tier) limits\b"
        r"|\blevers?\b|\A\W*(?:\d+[.)]?\s*)?(?!cloud|aws|azure|gcp|monthly|automat|suggest|our|basic|active|current|recommend|spend)"
        r"\w+ cost controls?\W*\Z",
        re.IGNORECASE,
    ),
    "cost-tracking": regex(r"\bmetrics\b|\bmonitoring\s*(?:[:–—-]|&|\+|and\b)", re.IGNORECASE),
    "secrets": regex(rf"{_TROUBLE}|\bscann?(?:s|ing)?\b|\bchecks?\b", re.IGNORECASE),
}


@lru_cache(maxsize=512)
def _opened(passage: Passage, order: tuple[str, ...]) -> str:
    if passage.section and passage.section.topic in order:
        return passage.section.topic
    if ALERT.match(passage.title) and "troubleshooting" in order:
        return "troubleshooting"
    return next((region for region in order if means(passage.title, region)), "")


@lru_cache(maxsize=16)
def outer(read: Reading) -> tuple[Passage, ...]:
    """The main sections of a document: those below its title, where one heading stands over all the others. An excerpt whose
    one heading opens a region, with no other region below it, is that region."""
    top = _of_level(read, min((each.section.level for each in read.headed if each.section), default=1))
    full = [each for each in top if each.section and each.section.sections]
    if len(top) > 1 and len(full) == 1 and not any(region_of(each, read.document) for each in top):
        top = (full[0],)
    if len(top) != 1 or top[0].section is None or not top[0].section.sections:
        return top
    below = _of_level(read, min(section.level for section in top[0].section.sections))
    opened = region_of(top[0], read.document) if top[0].section.level > 1 or top[0].section.topic else ""
    inside = {region_of(each, read.document) for each in below}
    return top if opened and inside <= {opened, ""} else below


def _of_level(read: Reading, level: int) -> tuple[Passage, ...]:
    return tuple(each for each in read.headed if each.section and each.section.level == level)


def regions(document: Document, region: str) -> tuple[Passage, ...]:
    """The passages that are about a region: main sections where there are any, else the outermost sections below them whose
    heading means it and nothing narrower."""
    return _regions(reading(document), region)


@lru_cache(maxsize=256)
def _regions(read: Reading, region: str) -> tuple[Passage, ...]:
    main = outer(read)
    top = _of_level(read, 1)
    if region == "rollback" and len(top) == 1 and region_of(top[0], read.document) == region and not _several(top[0], RUNBOOK):
        return top
    found = tuple(each for each in main if region_of(each, read.document) == region)
    # “Daily Operations & Health Monitoring” is the region of both where nothing else is.
    apart = _APART.get(region)
    both = (each for each in main if _BOTH.search(each.title) and means(each.title, region))
    found = found or tuple(each for each in both if not (apart and apart.search(each.title)))
    if found:
        return found
    inner = [each for each in read.headed if each.section and each.section.topic == region]
    inner = [each for each in inner if not (apart and apart.search(each.title))]
    inner = [each for each in inner if not (region == "secrets" and _STEP.match(each.title))]
    held = [each for each in inner if any(each.first in other for other in main)]
    outermost = tuple(each for each in held if not any(other.first < each.first <= other.last for other in held))
    return () if _each_its_own(read, outermost, main) else outermost


def _each_its_own(read: Reading, inner: tuple[Passage, ...], main: tuple[Passage, ...]) -> bool:
    """Whether these are parts of several procedures, each with a rollback of its own, and so no region of the whole."""
    above = {each.first: each for each in main if any(part.first in each for part in inner)}
    deploys = any(region_of(each, read.document) in ("deployment", "rollback") for each in above.values())
    return len(above) >= _SEVERAL and len({each.title.lower() for each in inner}) == 1 and not deploys


def within(region: str, finder: Finder) -> Finder:
    """What a finder finds in passages of this region, or of no region of the runbook; another region's own does not count."""

    def find(passage: Passage) -> Location | None:
        document = passage.reading.document
        above = next((each for each in outer(passage.reading) if passage.first in each and passage.title), None)
        opened = region_of(above, document) if above else ""
        return (
            finder(passage)
            if opened in ("", region) or any(passage.first in each for each in regions(document, region))
            else None
        )

    return find


def in_order(names: dict[str, str]) -> Judge:
    """The sections that are there stand in the order of the bar."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        document = document_for(subject, next(iter(names)))
        main = [(region_of(each, document), each) for each in outer(reading(document))]
        firsts = {region: next((each for named, each in main if named == region), None) for region in names}
        here = [
            (first.first, names[region], first)
            for region, first in firsts.items()
            if first and _is_called(first, region) and not _several(first, names)
        ]
        if not here:
            yield _none(names, document)
            return
        before = here[0]
        for after in here[1:]:
            if after[0] < before[0]:
                told = f"{after[1]} stands before {before[1]}; readers expect {', '.join(names.values())}"
                yield broken(told, after[2].location)
                return
            before = after
        yield held(f"{', '.join(name for _, name, _ in here)} stand in this order", here[0][2].location)

    return judge


_CALLED = {
    "deployment": regex(r"\b(?:re-?)?deploy\w*|\brelease\b", re.IGNORECASE),
    "operations": regex(r"\boperat(?:e|ing|ions)\b", re.IGNORECASE),
    "monitoring": regex(r"\bmonitoring\b|\bobserv|\balerts?\b", re.IGNORECASE),
    "troubleshooting": regex(r"\btroubleshoot|\bdebug", re.IGNORECASE), "rollback": regex(r"\broll", re.IGNORECASE),
}  # fmt: skip


def _is_called(passage: Passage, region: str) -> bool:
    """Whether a heading has the name of its section, and does not only mean it; a cost plan's all have."""
    return region not in _CALLED or _CALLED[region].search(passage.title) is not None


def _several(passage: Passage, names: dict[str, str]) -> bool:
    """Whether one heading names two regions, and so has no place of its own in their order."""
    return bool(_BOTH.search(passage.title)) and sum(means(passage.title, region) for region in names) > 1


def filled(names: dict[str, str]) -> Judge:
    """The sections that are there hold something besides headings."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        document = document_for(subject, next(iter(names)))
        here = [(name, passage) for region, name in names.items() for passage in regions(document, region)]
        for name, passage in here:
            shown = content(passage)
            empty = filler(passage) if shown else ""
            if empty:
                yield broken(f"{name} {empty}", passage.location)
            elif shown:
                yield held(f"{name} has content", shown)
            elif passage.questions:
                yield unanswered(subject, f"{name} says nothing yet", passage.questions[0], passage.location)
            else:
                yield broken(f"{name} has a heading and nothing under it", passage.location)
        if not here:
            yield _none(names, document)

    return judge


def _none(names: dict[str, str], document: Document) -> Verdict:
    return Verdict(State.NOT_RUN, f"none of {', '.join(names.values())} stands here", document.location)
