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


def doubts(document: Document, subject: Subject, since: Since) -> Iterator[tuple[Passage, Doubt]]:
    """One doubt for each section and changed place. A section that the change touches was seen to."""
    for passage in map(own, reading(document).headed):
        if since.touched(document.path, passage.first, passage.last):
            continue
        spoken = spoken_of(passage)
        told: set[tuple[str, int]] = set()
        lines: set[int] = set()
        for each in _of_section(spoken, subject, since):
            key = (each.place.path, each.place.line)
            if key not in told and each.location.line not in lines:
                told.add(key)
                lines.add(each.location.line)
                yield passage, each


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
