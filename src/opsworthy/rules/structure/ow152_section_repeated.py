"""Two sections under one title that say different things, and one text under title after title."""

from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import Related, Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import document_for, outer, region_of
from opsworthy.rules.shapes.subject import plain
from opsworthy.rules.shapes.verdict import broken, held
from opsworthy.text.hidden import copies
from opsworthy.text.location import Location

_IDLE = frozenset(["procedure", "procedures", "guide", "steps", "section", "the", "process", "instructions", "runbook", "plan"])


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "deployment")
    seen: dict[str, Passage] = {}
    doubled = False
    for each in outer(reading(runbook)):
        region = region_of(each, runbook)
        title = " ".join(word for word in plain(each.title).split() if word not in _IDLE)
        before = seen.setdefault(title, each)
        if region and before is not each and _differ(before, each):
            doubled = True
            told = f"“{each.title}” stands here and on line {before.first}, and they do not say the same"
            yield broken(told, each.location, related=(Related(before.location, f"“{before.title}”"),))
    for place, count in _copies(runbook):
        doubled = True
        yield broken(f"the same text stands here and under {count - 1} other headings, so it counts under none of them", place)
    if not doubled:
        yield held("no section stands twice", runbook.location)


def _copies(runbook: Document) -> Iterator[tuple[Location, int]]:
    """Where a text stands first that stands below many different headings, and how often."""
    for places in copies(runbook.text):
        yield Location(runbook.path, runbook.text.count("\n", 0, places[0][0]) + 1), len(places)


def _differ(one: Passage, other: Passage) -> bool:
    """Whether both hold commands, and not the same ones."""
    first, second = ({each.text for each in passage.commands} for passage in (one, other))
    return bool(first and second and first != second)


RULE = Rule(
    id="OW152",
    name="section-repeated",
    summary="Each section of the runbook stands in it once, and no text stands under heading after heading.",
    clauses=("RBS-01", "RBS-25"),
    why="Whoever finds the first Rollback section does not look for a second one, and one of the two is wrong.",
    fix="Make one section of the two, or say in their titles what each of them is for.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "library"),
)
