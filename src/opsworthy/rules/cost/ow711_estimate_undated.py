"""Prices change, and nothing says when these were true."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.dating import day_added
from opsworthy.rules.shapes.freshness import as_of
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    plan = document_for(subject, "estimated-costs")
    dated = as_of(plan)
    if dated:
        yield held("the day of the prices is stated", dated)
    else:
        yield broken("nothing says on which day these prices were true", plan.location, patch=day_added(subject, plan))


RULE = Rule(
    id="OW711",
    name="estimate-undated",
    summary="The cost plan says on which day its prices were true.",
    clauses=("CPM-06", "DQV-08"),
    why="A price list without a date is believed for years.",
    fix="Write `Estimated as of: 2026-01-15` beside the assumptions.",
    judge=judge,
    profiles=("cost-plan",),
    fixable=True,
    needs="cost-plan",
)
