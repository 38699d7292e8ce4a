"""A waiver whose time is over."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.removing import taken_out
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    dated = [each for each in subject.waivers if not each.problem and each.until]
    over = [each for each in dated if each.expired]
    for waiver in over:
        whose = f"; {waiver.owner} asked for it" if waiver.owner else ""
        told = f"the waiver of {waiver.rule} ended on {waiver.until}{whose}"
        yield broken(told, waiver.location, patch=taken_out(subject, waiver, safe=False))
    if not dated:
        yield not_applicable("no waiver has an end", subject.anchor)
    elif not over:
        yield held("every waiver that has an end is still within it", dated[0].location)


RULE = Rule(
    id="OW903",
    name="waiver-expired",
    summary="No waiver is past its date.",
    clauses=("REV-07",),
    why="The date was the promise that made the waiver acceptable.",
    fix="Mend what the waiver excused; where that is not possible yet, decide again and write a new date and reason.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert", "library", "cost-plan"),
    fixable=True,
    needs="waivers",
)
