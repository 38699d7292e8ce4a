"""How long a procedure takes: a length of time, where the document says one."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document, Paragraph
from opsworthy.rules.shapes.evidence import duration, stuffed
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.subject import means
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_TAKES = regex(
    r"\b(?:takes?|taking|took|duration|eta|lasts?|needs? (?:about )?\d|(?:expected|estimated|total|\w+ment|rollback) time)\b|⏱",
    re.IGNORECASE,
)
_ASIDE = regex(
    r"[~≈(|:–—-]\s*\**(?:about |approx\w*\.? |around )?\d|\b(?:about|approx\w*|around|roughly|usually|typically|in) \d",
    re.IGNORECASE,
)
_OTHER = regex(
    r"\b(?:monitor|watch|observe|every|each|timeout|older|keep|kept|retention|retain|within|since|ago|interval|after|expires?|per|fires?)\b",
    re.IGNORECASE,
)
_FROM_TO = regex(
    r"\d\s?(s(?:ec\w*)?|m(?:in\w*)?|h(?:ours?)?)\s?(?:to|and|up to|or|-|–|—)\s?(?:\d+|a|an|several)\s?(hours?|days?|weeks?)\b",
    re.IGNORECASE,
)
_RANK = {"s": 0, "m": 1, "h": 2, "d": 3, "w": 4}
# What once happened to somebody is no promise of how long it takes.
_DUTY = regex(r"\bshall\b", re.IGNORECASE)
_STORY = regex(
    r"\b(?:said|asked|agreed|decided|discussed|yesterday|once, in|(?:at|until) \d{1,2}:\d\d|on \d{1,2} [A-Z][a-z]{2,8})\b"
)
_LED = regex(
    r"(?:expected |estimated |typical |total |approximate )?(?:duration|time(?: needed| required)?|\w+ time|takes"
    r"|how long(?: (?:it|this) takes)?|eta)\Z"
)
# A date, a phase or a speaker’s slot, as often as a length.
_VAGUE = regex(r"\b(?:while|long|some time|quick\w*|soon|fast|short\w*|moments?|briefly|varies|depends)\b", re.IGNORECASE)
_BARE = regex(r"\W*(?:time|timing)\W*", re.IGNORECASE)


def takes(passage: Passage) -> Location | None:
    """The length of time that a procedure takes. Where a lead-in promises it, the lead-in must keep the promise: a wait of ten
    minutes elsewhere is no answer to `Expected duration: a while`."""
    promised = [each for each in passage.paragraphs if is_promise(each)]
    if not promised:
        told = (each for each in (duration(part) for part in _lines(passage)) if each)
        return next((place for place in told if _lasts(passage.reading.line(place.line))), None)
    kept = (each.location for each in promised if keeps(passage.reading.document, each))
    return next(kept, None)


def _lines(passage: Passage) -> Iterator[Passage]:
    """The lines of a passage on which durations stand, one by one."""
    for at in dict.fromkeys(each.location.line for each in passage.durations):
        yield Passage("", Location(passage.location.path, at), at, at, passage.reading)


def _lasts(line: str) -> bool:
    """Whether a line says how long something takes, and not how often, for how long to watch, or within what time."""
    if _boundless(line) or stuffed(line) or _STORY.search(line) or _DUTY.search(line):
        return False
    return bool(_TAKES.search(line)) or bool(_ASIDE.search(line) and not _OTHER.search(line))


def is_promise(paragraph: Paragraph) -> bool:
    """Whether a text is led in as a length of time."""
    return bool(paragraph.label) and _LED.match(paragraph.label) is not None


def keeps(document: Document, promise: Paragraph) -> bool:
    """Whether a lead-in of a duration is followed by one, on its own lines or on those of the list or table below it."""
    first, last = promise.location.line, max(promise.location.end_line, promise.location.line)
    read = reading(document)
    below = min(
        (each.location.line for each in read.paragraphs if each.location.line > last and not each.in_list), default=last + 12
    )
    headed = min((each.first for each in read.headed if each.first > last), default=below)
    reach = min(below, headed, last + 12) - 1 if promise.text.rstrip().endswith(":") else last
    stated = [each for each in read.durations if first <= each.location.line <= max(reach, last) and each.high > 0]
    return any(not _boundless(read.line(each.location.line)) for each in stated)


def _boundless(line: str) -> bool:
    """Whether a line gives a length of time from minutes to days, which says nothing of when it hangs."""
    found = _FROM_TO.search(line)
    return found is not None and _RANK[found[2][0].lower()] - _RANK[found[1][0].lower()] > 1


def broken_promises(document: Document, asked_of: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Lead-ins that promise a duration and give none, outside of the sections whose own rules ask for one."""
    told = [passage for region in asked_of for passage in regions(document, region)]
    every = (
        each for each in reading(document).paragraphs if is_promise(each) and not each.in_list and not _speaks_of_a_day(each)
    )
    return tuple(each for each in every if not keeps(document, each) and not any(each.location.line in region for region in told))


def _speaks_of_a_day(told: Paragraph) -> bool:
    """Whether a bare “Time:” gives a date, a phase or a turn, which is no vague length."""
    return bool(_BARE.fullmatch(told.label)) and not _VAGUE.search(told.text)


def is_timed(document: Document) -> bool:
    return any(is_promise(each) for each in reading(document).paragraphs) or any(
        means(each.title, "duration") for each in reading(document).headed
    )
