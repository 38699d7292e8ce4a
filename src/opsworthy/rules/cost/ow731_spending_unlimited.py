"""An environment may cost what it likes."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.budget import limits_of
from opsworthy.rules.shapes.section import document_for


def judge(subject: Subject) -> Iterator[Verdict]:
    yield from limits_of(subject, document_for(subject, "guardrails"))


RULE = Rule(
    id="OW731",
    name="spending-unlimited",
    summary="Guardrails gives each environment a spending limit with its amount and period.",
    clauses=("DOD-12", "CPS-14", "CPV-08", "CPM-03"),
    why="A test environment that nobody limits grows until it costs what production does.",
    fix="Write the limit for each environment, such as `staging: $300/month`.",
    judge=judge,
    profiles=("cost-plan",),
    needs="cost-plan",
)
