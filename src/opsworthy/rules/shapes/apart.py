"""Finders that leave parts of a passage out: a command among the prerequisites deploys nothing, a restart scales nothing."""

import re
from collections.abc import Iterator
from functools import lru_cache

from opsworthy.documents.document import Step
from opsworthy.documents.environments import named
from opsworthy.rules.shapes.evidence import Finder
from opsworthy.rules.shapes.reading import Passage, Reading
from opsworthy.rules.shapes.subject import means
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

# What begins a step or a part that only looks whether it worked.
LOOKS = regex(r"\W*(?:verify|confirm|check (?:that|whether|if)|smoke[- ]test|validate|did it work)\b", re.IGNORECASE)


def outside(finder: Finder, *subjects: str, keep: str = "") -> Finder:
    """What a finder finds in a passage outside of its parts that are named after one of the subjects, and not after `keep`."""

    def find(passage: Passage) -> Location | None:
        parts = (each for each in passage.about(*subjects) if _inside(each, passage) and not (keep and means(each.title, keep)))
        spans = [(each.first, _end(each, keep)) for each in parts]
        return _among(finder, passage, spans)

    return find


def _end(part: Passage, keep: str) -> int:
    """The last line of a part: before a lead-in in it that opens what is to be kept, or an environment."""
    leads = (each for each in part.paragraphs if each.label and not each.in_list and each.location.line > part.first)
    opened = (each.location.line - 1 for each in leads if (keep and means(each.label, keep)) or named(each.label))
    return min(opened, default=part.last)


def outside_checks(finder: Finder) -> Finder:
    """What a finder finds outside of the parts and steps that only verify."""

    def find(passage: Passage) -> Location | None:
        return _among(finder, passage, [*check_spans(passage)])

    return find


def check_spans(passage: Passage) -> Iterator[tuple[int, int]]:
    """The lines of the parts and of the steps whose words begin with a look at what was done."""
    for first, last in _checks(passage.reading):
        if passage.first <= first and last <= passage.last and (first, last) != (passage.first, passage.last):
            yield first, last


@lru_cache(maxsize=16)
def _checks(read: Reading) -> tuple[tuple[int, int], ...]:
    parts = [(each.first, each.last) for each in read.passages if not each.row and LOOKS.match(each.title)]
    return (*parts, *((step.location.line, end_of(step)) for step in read.steps if LOOKS.match(step.text)))


def end_of(step: Step) -> int:
    """The last line of a step, with the commands that stand in it."""
    return max(step.location.end_line, *(each.location.line for each in step.commands), step.location.line)


def _inside(part: Passage, passage: Passage) -> bool:
    return passage.first <= part.first and part.last <= passage.last and (part.first, part.last) != (passage.first, passage.last)


def _among(finder: Finder, passage: Passage, spans: list[tuple[int, int]]) -> Location | None:
    if not spans:
        return finder(passage)
    return next((place for run in _runs(passage, spans) if (place := finder(run))), None)


def _runs(passage: Passage, spans: list[tuple[int, int]]) -> Iterator[Passage]:
    """The runs of lines that none of the spans holds."""
    first = passage.first
    for start, last in sorted(spans):
        if first < start:
            yield _run(passage, first, start - 1)
        first = max(first, last + 1)
    if first <= passage.last:
        yield _run(passage, first, passage.last)


def _run(passage: Passage, first: int, last: int) -> Passage:
    place = passage.location if first == passage.first else Location(passage.location.path, first)
    return Passage(passage.title, place, first, last, passage.reading)


def elsewhere_than(finder: Finder, *subjects: str) -> Finder:
    """What a finder finds in passages that stand in no section named after one of the subjects."""

    def find(passage: Passage) -> Location | None:
        inside = any(first <= passage.first and passage.last <= last for first, last in _sections(passage.reading, subjects))
        return None if inside else finder(passage)

    return find


@lru_cache(maxsize=64)
def _sections(read: Reading, subjects: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The lines of the sections that are named after one of the subjects."""
    return tuple((each.first, each.last) for each in read.headed if any(means(each.title, subject) for subject in subjects))
