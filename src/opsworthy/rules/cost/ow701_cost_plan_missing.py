"""The project uses paid resources and has no cost plan."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.verdict import broken, held, not_applicable
from opsworthy.system.model import Assessment, Reason

_ANSWERED = "opsworthy.toml says so"


def judge(subject: Subject) -> Iterator[Verdict]:
    paid = subject.system.paid_resources
    why = "; ".join(reason.text for reason in paid.because)
    if subject.cost_plan:
        yield held("the cost plan was read", subject.cost_plan.location)
    elif not paid.value and (named := _against(paid)):
        shown = tuple(Related(reason.locations[0], reason.text) for reason in named)
        told = f"opsworthy.toml says that nothing here is paid for, without a reason, and {named[0].text}"
        yield Verdict(State.CANNOT_KNOW, told, subject.anchor, related=shown)
    elif not paid.value:
        yield not_applicable(f"no cost plan is owed: {why or 'nothing here is paid for'}", subject.anchor)
    else:
        shown = tuple(Related(reason.locations[0], reason.text) for reason in paid.because if reason.locations)
        yield broken("there is no cost plan (cost-plan.md), and the project uses paid resources", subject.anchor, related=shown)


def _against(paid: Assessment) -> tuple[Reason, ...]:
    """What files name that is paid for, where opsworthy.toml says that nothing is."""
    answered = bool(paid.because) and paid.because[0].text == _ANSWERED
    return tuple(each for each in paid.because[1:] if each.locations) if answered else ()


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
