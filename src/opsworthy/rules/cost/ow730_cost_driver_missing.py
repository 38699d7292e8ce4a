"""A component that always costs something besides, which the estimate does not name."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.arithmetic.drivers import drivers
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    plan = document_for(subject, "estimated-costs")
    found = tuple(drivers(plan))
    for check, sure in found:
        if not check.wrong:
            yield held("what the component costs besides is told", check.location)
        elif sure:
            yield broken(check.wrong, check.location)
        else:
            yield cannot_know(check.wrong, check.location)
    if not found:
        yield not_applicable("no component is priced that is known to cost something besides", plan.location)


RULE = Rule(
    id="OW730",
    name="cost-driver-missing",
    summary="The estimate names what its components always cost besides: the fee of a cluster, the data of a gateway.",
    clauses=("CPM-02", "CPS-02", "REV-05"),
    why="The nodes are counted, and the fee of the cluster that holds them comes with the first bill.",
    fix="Give the fee a line of its own with its amount, or say why it is not paid.",
    judge=judge,
    profiles=("cost-plan",),
    needs="cost-plan",
)
