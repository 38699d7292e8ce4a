"""The runbook does not say when somebody last looked at it."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.dates import stated
from opsworthy.rules.shapes.dating import day_added
from opsworthy.rules.shapes.freshness import as_of
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "deployment")
    dated = next((each.location for each in stated(runbook)), None) or as_of(runbook)
    if dated:
        yield held("the day on which it was last true is stated", dated)
    else:
        yield broken("nothing says on which day this was last true", runbook.location, patch=day_added(subject, runbook))


RULE = Rule(
    id="OW142",
    name="update-undated",
    summary="The runbook says when it was last updated or reviewed.",
    clauses=("DQV-08", "DOM-08"),
    why="Whoever reads it at night must know whether it speaks of this year's system.",
    fix="Write `Last reviewed: 2026-01-15` under the title, with the day on which somebody read it through.",
    judge=judge,
    severity=Severity.NOTE,
    profiles=("service", "library"),
    fixable=True,
)
