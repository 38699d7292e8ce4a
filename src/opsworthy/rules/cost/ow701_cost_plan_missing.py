"""The project uses paid resources and has no cost plan."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    paid = subject.system.paid_resources
    why = "; ".join(reason.text for reason in paid.because)
    if subject.cost_plan:
        yield held("the cost plan was read", subject.cost_plan.location)
    elif not paid.value:
        yield not_applicable(f"no cost plan is owed: {why or 'nothing here is paid for'}", subject.anchor)
    else:
        shown = tuple(Related(reason.locations[0], reason.text) for reason in paid.because if reason.locations)
        yield broken("there is no cost plan (cost-plan.md), and the project uses paid resources", subject.anchor, related=shown)


RULE = Rule(
    id="OW701",
    name="cost-plan-missing",
    summary="A project that uses paid resources has a cost plan.",
    clauses=("DOD-02", "CPV-01", "ACC-05"),
    why="A bill that nobody expected is found by finance, a month late.",
    fix="Run `opsworthy write`; where nothing is paid for, set `assessment.paid-resources = false` in opsworthy.toml.",
    judge=judge,
    profiles=("service", "library", "cost-plan"),
    needs="nothing",
)
