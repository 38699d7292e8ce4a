"""Says under which headings each finding stands, and the how-manieth of its kind it is there."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from opsworthy.documents.document import Document, Section
from opsworthy.findings.fingerprint import heading_of, subject_of
from opsworthy.findings.outcome import Outcome, State
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Headings:
    """The headings of a document: the line of each, and the path of titles that it opens, such as `rollback / data`. The title
    over the whole document is no part of a path: renaming it moves nothing."""

    lines: tuple[int, ...]
    paths: tuple[str, ...]

    def path_at(self, line: int) -> str:
        at = bisect_right(self.lines, line)
        return self.paths[at - 1] if at else ""


def headings_of(document: Document) -> Headings:
    """Worked out in one walk."""
    found = list(_paths(document.root, ()))
    return Headings(tuple(line for line, _ in found), tuple(path for _, path in found))


def _paths(section: Section, above: tuple[str, ...], depth: int = 0) -> Iterator[tuple[int, str]]:
    if depth:
        yield section.location.line, " / ".join(above)
    lone = depth == 0 and len(section.sections) == 1 and bool(section.sections[0].sections)
    for below in section.sections:
        yield from _paths(below, above if lone else (*above, heading_of(below.title)), depth + 1)


def placed(outcomes: tuple[Outcome, ...], documents: Iterable[Document]) -> tuple[Outcome, ...]:
    """The outcomes, each broken one with its section and its occurrence."""
    if not any(each.state is State.BROKEN for each in outcomes):
        return outcomes
    headings = {document.path: headings_of(document) for document in documents}
    seen: Counter[tuple[str, str, str, str]] = Counter()
    told = []
    for outcome in outcomes:
        if outcome.state is State.BROKEN:
            known = headings.get(outcome.location.path)
            section = known.path_at(outcome.location.line) if known else ""
            key = (outcome.rule, outcome.location.path, section, subject_of(outcome.message))
            outcome = replace(outcome, section=section, occurrence=seen[key])  # noqa: PLW2901
            seen[key] += 1
        told.append(outcome)
    return tuple(told)
