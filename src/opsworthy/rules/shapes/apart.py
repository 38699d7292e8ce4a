"""Finders that leave parts of a passage out: a command among the prerequisites deploys nothing, a restart scales nothing."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Step
from opsworthy.rules.shapes.evidence import Finder
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.subject import means
from opsworthy.text.location import Location

# What begins a step or a part that only looks whether it worked.
LOOKS = re.compile(r"\W*(?:verify|confirm|check (?:that|whether|if)|smoke[- ]test|validate|did it work)\b", re.IGNORECASE)


def outside(finder: Finder, *subjects: str, keep: str = "") -> Finder:
    """What a finder finds in a passage outside of its parts that are named after one of the subjects, and not after `keep`."""

    def find(passage: Passage) -> Location | None:
        parts = [each for each in passage.reading.passages if _inside(each, passage) and _named(each.title, subjects, keep)]
        spans = [(each.first, each.last) for each in parts]
        return _among(finder, passage, spans)

    return find


def outside_checks(finder: Finder) -> Finder:
    """What a finder finds outside of the parts and steps that only verify."""

    def find(passage: Passage) -> Location | None:
        return _among(finder, passage, [*check_spans(passage)])

    return find


def check_spans(passage: Passage) -> Iterator[tuple[int, int]]:
    """The lines of the parts and of the steps whose words begin with a look at what was done."""
    for each in passage.reading.passages:
        if _inside(each, passage) and not each.row and LOOKS.match(each.title):
            yield each.first, each.last
    for step in passage.steps:
        if LOOKS.match(step.text):
            yield step.location.line, end_of(step)


def end_of(step: Step) -> int:
    """The last line of a step, with the commands that stand in it."""
    return max(step.location.end_line, *(each.location.line for each in step.commands), step.location.line)


def _inside(part: Passage, passage: Passage) -> bool:
    return passage.first <= part.first and part.last <= passage.last and (part.first, part.last) != (passage.first, passage.last)


def _named(title: str, subjects: tuple[str, ...], keep: str) -> bool:
    return any(means(title, each) for each in subjects) and not (keep and means(title, keep))


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
        above = (each for each in passage.reading.headed if each.first <= passage.first and passage.last <= each.last)
        return None if any(_named(each.title, subjects, "") for each in above) else finder(passage)

    return find
