"""Two sections under one title that say different things."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related, Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import document_for, outer, region_of
from opsworthy.rules.shapes.subject import plain
from opsworthy.rules.shapes.verdict import broken, held

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
    if not doubled:
        yield held("no section stands twice", runbook.location)


def _differ(one: Passage, other: Passage) -> bool:
    """Whether both hold commands, and not the same ones."""
    first, second = ({each.text for each in passage.commands} for passage in (one, other))
    return bool(first and second and first != second)


RULE = Rule(
    id="OW152",
    name="section-repeated",
    summary="Each section of the runbook stands in it once.",
    clauses=("RBS-01", "RBS-25"),
    why="Whoever finds the first Rollback section does not look for a second one, and one of the two is wrong.",
    fix="Make one section of the two, or say in their titles what each of them is for.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "library"),
)
