"""A total that is not the sum of its parts."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.sums import sums
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    plan = document_for(subject, "estimated-costs")
    found = sums(plan)
    for each in found:
        if each.wrong:
            yield broken(
                f"“{each.name}” says {each.stated}, and its parts come to {each.parts}", each.location, related=each.related
            )
        else:
            yield held(f"“{each.name}” is the sum of its parts", each.location)
    if not found:
        yield not_applicable("no total stands beside parts that can be added", plan.location)


RULE = Rule(
    id="OW712",
    name="total-wrong",
    summary="Every total is the sum of its parts, within rounding.",
    clauses=("REV-05", "DOD-11"),
    why="Whoever finds one wrong sum stops believing the other figures.",
    fix="Add again; where a part is not counted in, say so beside the total.",
    judge=judge,
    profiles=("cost-plan",),
    needs="cost-plan",
)
