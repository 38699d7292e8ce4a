"""The plan says another total than the repository supports."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.arithmetic.estimate import against_estimate


def judge(subject: Subject) -> Iterator[Verdict]:
    yield against_estimate(subject)


RULE = Rule(
    id="OW751",
    name="estimate-contradicted",
    summary="The total of the plan lies within the range that the repository's own files and the price catalogue give.",
    clauses=("REV-05", "CIM-02"),
    why="A plan that was right before the third replica is wrong now, and nobody sees it.",
    fix="Run `opsworthy cost estimate`, compare the lines, and correct the plan or the assumption.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("cost-plan",),
    needs="cost-plan",
)
