"""Every doubt about a document: the sections that a change left as they were, held against what it changed."""

from collections.abc import Iterator
from itertools import chain

from opsworthy.documents.document import Document
from opsworthy.records.since import Since
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.doubting.doubt import Doubt, Spoken, spoken_of
from opsworthy.rules.shapes.doubting.others import of_alerts, of_migrations, of_secrets, of_workflows
from opsworthy.rules.shapes.doubting.scripts import of_scripts, of_targets
from opsworthy.rules.shapes.doubting.values import of_values
from opsworthy.rules.shapes.doubting.workloads import of_workloads
from opsworthy.rules.shapes.procedure import own
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One thing that the change did, the first section that relies on it, and where others of the document do."""

    passage: Passage
    doubt: Doubt
    others: tuple[tuple[Passage, Doubt], ...]


def doubts(document: Document, subject: Subject, since: Since) -> Iterator[Doubtful]:
    """One doubt for each thing that changed. A section that the change touches was seen to."""
    found: dict[tuple[str, int, str], list[tuple[Passage, Doubt]]] = {}
    lines: set[int] = set()
    for passage in map(own, reading(document).headed):
        if since.touched(document.path, passage.first, passage.last):
            continue
        for each in _of_section(spoken_of(passage), subject, since):
            if each.location.line not in lines:
                lines.add(each.location.line)
                found.setdefault((each.place.path, each.place.line, each.words), []).append((passage, each))
    for (passage, doubt), *others in found.values():
        apart = {id(other): (other, each) for other, each in others if other is not passage}
        yield Doubtful(passage, doubt, tuple(apart.values()))


def _of_section(spoken: Spoken, subject: Subject, since: Since) -> Iterator[Doubt]:
    now = subject.system
    return chain(
        of_workloads(since, now, spoken),
        of_scripts(since, subject, spoken),
        of_targets(since, spoken),
        of_alerts(since, spoken),
        of_secrets(since, spoken),
        of_migrations(since, now, spoken),
        of_workflows(since, spoken),
        of_values(since, spoken),
    )
