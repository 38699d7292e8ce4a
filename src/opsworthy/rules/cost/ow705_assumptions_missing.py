"""Nothing says what the estimate rests on."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.assuming import sentence, settings
from opsworthy.rules.shapes.evidence import either
from opsworthy.rules.shapes.money import assumed, nothing_paid
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.rules.shapes.verdict import held

_listed = topic(
    Topic(
        "estimated-costs",
        "assumptions",
        {"a list of assumptions, or a line that states one with its number": either(assumed, settings)},
        about=("assumptions",),
        titled=True,
        questions=("usage.",),
        unless=nothing_paid,
    )
)


def judge(subject: Subject) -> Iterator[Verdict]:
    found = list(_listed(subject))
    told = sentence(document_for(subject, "estimated-costs")) if any(each.state is State.BROKEN for each in found) else None
    yield from [held("a sentence states an assumption with its number", told)] if told else found


RULE = Rule(
    id="OW705",
    name="assumptions-missing",
    summary="Estimated Costs states its assumptions: traffic, hours, data, region, environments.",
    clauses=(
        "DOD-11",
        "CPS-06",
        "CPV-03",
        "SRV-04",
        "CPM-01",
    ),
    why="When the bill differs, the assumptions say which of them was wrong.",
    fix="List them with their numbers, such as “1 million requests a month” and “prices of us-east-1”.",
    judge=judge,
    profiles=("cost-plan",),
    needs="cost-plan",
)
