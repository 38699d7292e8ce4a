"""The numbers of steps as they are written, which Markdown itself hides."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.findings.patch import Edit, Patch
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_ITEM = regex(r"([ \t]{0,24})(\d{1,3})([.)])[ \t]+\S")
_TITLED = regex(r"\W*step\s+(\d{1,3})\b(?!\.\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A run of numbered items at one depth, or of headings called Step n: `numbers` with the place of each number."""

    numbers: tuple[tuple[int, Location], ...]

    @property
    def wrong(self) -> tuple[int, Location] | None:
        """The first number that does not follow the one before it; all alike is a way of writing, and so is all from 0."""
        values = [number for number, _ in self.numbers]
        if len(values) < 2 or len(set(values)) == 1:
            return None
        pairs = zip(self.numbers, self.numbers[1:], strict=False)
        return next((after for before, after in pairs if after[0] != before[0] + 1), None)


def runs(document: Document) -> tuple[Numbered, ...]:
    """Every numbered list of a document, and its headings that are numbered as steps."""
    read = reading(document)
    return tuple(Numbered(run) for run in (*_lists(read), *_headings(read)) if len(run) > 1)


def renumbered(run: Numbered) -> Patch:
    """The edits that count a run through from its first number."""
    first = run.numbers[0][0]
    edits = [Edit(place, str(first + at)) for at, (number, place) in enumerate(run.numbers) if number != first + at]
    return Patch(tuple(edits), "counts the steps through")


def _lists(read: Reading) -> Iterator[tuple[tuple[int, Location], ...]]:
    """Items that Markdown took for steps, and those that wait for an answer, held together by their depth; text at a lesser
    depth ends them."""
    steps = {step.location.line for step in read.steps} | {question.line for question in read.questions}
    if not steps:
        return
    fenced = {at for each in read.fences for at in range(each.location.line, max(each.location.end_line, each.location.line) + 1)}
    open_runs: dict[int, list[tuple[int, Location]]] = {}
    for at, line in enumerate(read.text, 1):
        if at in fenced or not line.strip():
            continue
        found = _ITEM.match(line) if at in steps else None
        depth = len(line) - len(line.lstrip())
        for closed in [each for each in open_runs if each > depth or (not found and each >= depth)]:
            yield tuple(open_runs.pop(closed))
        if found:
            column = found.start(2) + 1
            place = Location(read.document.path, at, column, at, column + len(found.group(2)))
            run = open_runs.setdefault(depth, [])
            if run and int(found.group(2)) == 1 and any(number != 1 for number, _ in run):
                yield tuple(run)
                run.clear()
            run.append((int(found.group(2)), place))
    yield from (tuple(run) for run in open_runs.values())


def _headings(read: Reading) -> Iterator[tuple[tuple[int, Location], ...]]:
    """Headings called Step n under one heading."""
    for above in read.headed:
        steps = [
            (found, section)
            for section in (above.section.sections if above.section else ())
            if (found := _TITLED.match(section.title))
        ]
        if len(steps) > 1:
            yield tuple(_of_heading(read, int(found.group(1)), section.location) for found, section in steps)


def _of_heading(read: Reading, number: int, heading: Location) -> tuple[int, Location]:
    line = read.line(heading.line)
    found = re.search(rf"\b{number}\b", line)
    column = found.start() + 1 if found else heading.column
    return number, Location(heading.path, heading.line, column, heading.line, column + len(str(number)))
