"""The parts of a page for one alert, and what each must hold."""

import re
from collections.abc import Callable, Iterator

from opsworthy.documents.document import Document
from opsworthy.documents.profile import alert_name, part_of
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import any_command, contact, link
from opsworthy.rules.shapes.procedure import orders
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import Judge, document_for
from opsworthy.rules.shapes.substance import body, names_things, weight
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SEEN = regex(r"\]\(\{\{[<%] ?(?:rel)?ref\b")
"""A link of a site generator to another page of the collection."""
_RETIRED = regex(r"^#[^\n]*\[?deprecated|\balert (?:is|has been) deprecated\b", re.IGNORECASE | re.MULTILINE)
_SENDS = regex(
    r"\b(?:contact|escalat\w+|refer|reach(?: out)?|involve|notify|consult|page|call|open|raise|file|engage|turn)\b[^.|\n]{0,60}"
    r"\b(?:support|experience|teams?|cases?|tickets?|engineers?|on-?call|vendor|maintainers?|leads?|managers?|administrators?|SREs?)\b",
    re.IGNORECASE,
)
_EFFECT = regex(
    r"\b(?:as a result|(?:may|could) (?:lead|cause|result|become|lose|be lost)|might|leads? to|result(?:s|ing)? in"
    r"|unavailable|degrad\w+|outage|downtime|data loss|los[est]+|can(?:no|')t|unable|will (?:not|fail|be|stop|lose)|no longer"
    r"|slow\w*|delay\w*|stall\w*"
    r"|users?|customers?|impact\w*|affect\w*)\b",
    re.IGNORECASE,
)


_WALKED = regex(
    r"\b(?:console|dashboards?|UI|tab|portal)\b[^.\n]{0,60}(?:->|→|:\d{2,5}/|\b(?:go|navigate|click|open|select)\b)"
    r"|\b(?:go to|navigate to|click(?: on)?|open)\b[^.\n]{0,60}(?:->|→|\b(?:console|dashboards?|UI|tab|portal)\b|\w-[A-Z]\w)",
    re.IGNORECASE,
)
"""A way through an interface: which one, and where in it."""
_QUOTED_COMMAND = regex(r"\bcommands?\b[^\n.]{0,20}[\"“'][a-z][\w.-]*(?: [^\"”'\n]+)?[\"”']", re.IGNORECASE)
_DEPENDS = regex(r"\bdepend\w*\b|\binvestigat\w*\b", re.IGNORECASE)


_MEANS_IT = regex(r"\bthis alert (?:\w+ )?(?:means|fires when|is (?:fired|triggered|raised) when)\b(?:\W+\w+){6}", re.IGNORECASE)


@dataclass(frozen=True)
class AlertPart:
    """What a page for one alert owes: `what` in words; `parts` the parts it may stand in; `shows` says whether one of them, or
    what the whole page says outside of its headings where `anywhere`, holds it."""

    what: str
    parts: tuple[str, ...]
    shows: Callable[[Passage, str], Location | None]
    anywhere: bool = False
    lacks: str = "says nothing of substance"


def for_the_alert(asked: AlertPart) -> Judge:
    """A rule that asks a page for one alert for one of its parts."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        document = document_for(subject, "troubleshooting")
        name = alert_name(document) or "this alert"
        if "deprecated" in document.text[:400].lower() and _RETIRED.search(document.text[:400]):
            yield not_applicable("the page says that this alert is no longer in use", document.location)
            return
        here = tuple(part_passages(document, *asked.parts))
        acts = any(part_passages(document, "diagnosis", "mitigation"))
        whole = (reading(document).whole,) if asked.anywhere or not (here or acts) else ()
        place = next((place for each in (*here, *whole) if (place := asked.shows(each, name))), None)
        sent = _sent_on(document) if not (place or here) and "mitigation" in asked.parts else None
        if place or sent:
            yield held(f"{asked.what} of {name[:80]}", place or sent or document.location)
        elif not here and "meaning" in asked.parts and _MEANS_IT.search(document.text):
            yield cannot_know(f"what {name[:80]} means is told where readers see it only after a click", _top(document))
        elif here:
            yield broken(f"“{here[0].title[:80]}” {asked.lacks}, so {asked.what} of {name[:80]} is missing", here[0].location)
        else:
            yield broken(f"the page of {name[:80]} does not give {asked.what}", _top(document))

    return judge


def part_passages(document: Document, *parts: str) -> Iterator[Passage]:
    """The sections and labelled parts that are named after a part of an alert's page, in order."""
    for passage in reading(document).passages:
        if not passage.row and part_of(passage.title) in parts:
            yield passage


def explained(passage: Passage, name: str) -> Location | None:
    """Words that say more than the alert's own name does."""
    if not passage.title:
        return _preamble(passage, name)
    own = _without_parts(passage)
    return passage.location if weight("meaning", "\n".join(body(own)), name) >= 2 else None


def consequent(passage: Passage, name: str) -> Location | None:
    """What the alert does to users or to the system: under a heading for it, or a sentence with a consequence."""
    if part_of(passage.title) == "impact":
        text = "\n".join(body(passage))
        words = weight("impact", text, name)
        return passage.location if words >= 2 or (words and _EFFECT.search(text)) else None
    lines = (at for at, line in passage.lines if not line.lstrip().startswith("#") and _EFFECT.search(line))
    told = (
        at
        for at in lines
        if marks.count_words(passage.reading.line(at)) >= 4 and weight("impact", passage.reading.line(at), name)
    )
    return next((Location(passage.location.path, at) for at in told), None)


def _sent_on(document: Document) -> Location | None:
    """Where the diagnosis itself sends the reader for what to do: to a team, or to the pages of alerts that mitigate."""
    for each in part_passages(document, "diagnosis"):
        linked = any(link.target.startswith("http") for link in each.links)
        told = (part.location for part in each.paragraphs if _SENDS.search(part.text))
        if linked and (place := next(told, None)):
            return place
    return None


def diagnosed(passage: Passage, _name: str) -> Location | None:
    """A command, a query, a name in code to look at, a link to where one looks, or steps through an interface."""
    shown = next((fence.location for fence in passage.fences if marks.count_words(fence.text) > 1), None)
    coded = (
        Location(passage.location.path, at)
        for at, line in passage.lines
        if re.search(r"`[^`\n]{4,}`", line) and at > passage.first
    )
    walked = (
        passage.location if len(passage.steps) >= 2 and passage.title and weight("cure", "\n".join(body(passage))) >= 12 else None
    )
    text = " ".join(body(passage))
    led = passage.location if passage.title and (_WALKED.search(text) or _QUOTED_COMMAND.search(text)) else None
    shown = None if _trivial(passage) else shown
    return any_command(passage) or shown or link(passage) or next(coded, None) or walked or led


def mitigated(passage: Passage, name: str) -> Location | None:
    """Something that somebody can do: a command, a link, something in code, or instructions of substance."""
    text = "\n".join(body(passage))
    if any_command(passage) or link(passage) or (names_things(text) and passage.title):
        return passage.location
    if passage.title and _SEEN.search(text):
        return passage.location
    if not passage.title and reachable(passage, name):
        return passage.location
    told = weight("cure", text, name)
    listed = orders(text) or any(each.in_list for each in passage.paragraphs)
    least = 4 if listed or not _DEPENDS.search(text) else 7
    return passage.location if passage.title and told >= least else None


def reachable(passage: Passage, _name: str) -> Location | None:
    """Somebody who can be reached, or a place to ask for help, or a sentence that sends the reader to those who help."""
    linked = (each.location for each in passage.links if marks.says("helpers", f"{each.text} {each.target}"))
    sent = (each.location for each in passage.paragraphs if _SENDS.search(each.text))
    return contact(passage) or next(linked, None) or next(sent, None)


def _preamble(whole: Passage, name: str) -> Location | None:
    """What stands before the first part of the page."""
    first = min(
        (each.first for each in part_passages(whole.reading.document, "impact", "diagnosis", "mitigation")),
        default=whole.last + 1,
    )
    told = (each for each in whole.paragraphs if each.location.line < first and weight("meaning", each.text, name) >= 3)
    return next((each.location for each in told), None)


def _without_parts(passage: Passage) -> Passage:
    """A passage up to the next part that it holds, such as an impact below the meaning."""
    later = [each.first - 1 for each in part_passages(passage.reading.document, "impact", "diagnosis", "mitigation")]
    last = min((at for at in later if passage.first <= at <= passage.last), default=passage.last)
    return Passage(passage.title, passage.location, passage.first, max(last, passage.first), passage.reading, passage.section)


def _trivial(passage: Passage) -> bool:
    return bool(passage.commands) and any_command(passage) is None


def _top(document: Document) -> Location:
    return next((each.location for each in reading(document).headed), document.location)
