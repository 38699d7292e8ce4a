"""An amount of money that does not say for how long."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.timeless import timeless
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    plan = document_for(subject, "estimated-costs")
    inside = regions(plan, "estimated-costs")
    amounts = [amount for region in inside for amount in region.amounts]
    bare = [group for region in inside for group in timeless(region)]
    for first, *rest in bare:
        more = f" and {len(rest)} more {'amount' if len(rest) == 1 else 'amounts'} below it say" if rest else " says"
        yield broken(f"{first.label or 'an amount'}{more} no period (a month, a year, once)", first.location)
    if not amounts:
        yield not_applicable("no amount of money stands in the estimate", plan.location)
    elif not bare:
        yield held(f"{len(amounts)} amounts say their currency and period", amounts[0].location)


RULE = Rule(
    id="OW713",
    name="amount-without-period",
    summary="Every amount of the estimate has a currency and a period, its own or that of its heading or column.",
    clauses=("CPS-06", "REV-05"),
    why="A hundred dollars is cheap a year and dear a day.",
    fix="Write `$100/month`, or put the period into the heading: “Infrastructure costs (monthly)”.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("cost-plan",),
    needs="cost-plan",
)
