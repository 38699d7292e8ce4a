"""The plan's total against the estimate that was made from the repository."""

from decimal import Decimal

from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.arithmetic.compared import is_total, plain_amount, said
from opsworthy.rules.shapes.arithmetic.totals import MONTHLY
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def against_estimate(subject: Subject) -> Verdict:
    """Whether the plan's total lies within the estimate made from the repository."""
    plan, estimate = document_for(subject, "estimated-costs"), subject.estimate
    amounts = [each for region in regions(plan, "estimated-costs") for each in region.amounts]
    totals = [each for each in amounts if is_total(each) and each.period in MONTHLY]
    if estimate is None or not estimate.lines:
        return not_applicable("there is no estimate to compare with", plan.location)
    if not totals:
        return cannot_know("the plan states no total with a period", plan.location)
    whole = max(totals, key=lambda each: each.high * MONTHLY[each.period or "month"])
    if whole.currency != estimate.currency:
        return cannot_know(f"the plan is in {whole.currency} and the estimate in {estimate.currency}", whole.location)
    least = min(each.low for each in totals if each.location.line == whole.location.line)  # in a column of its own
    low, high = (each * MONTHLY[whole.period or "month"] for each in (least, whole.high))
    most = estimate.total.high
    told = (
        f"the estimate from the repository is {plain_amount(estimate.total.low)}–{plain_amount(most)} {estimate.currency} a month"
    )
    if not estimate.total.complete:
        told += ", without what has no price"
    if high < estimate.total.low - _margin(estimate.total.low) or (estimate.total.complete and low > most + _margin(most)):
        return broken(f"the plan says {said(least, whole.high, whole)}; {told}", whole.location)
    return held(f"the plan's total agrees: {told}", whole.location)


def _margin(amount: Decimal) -> Decimal:
    return max(Decimal(1), abs(amount) / 100)
