"""Nothing says what to do first."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.evidence import either
from opsworthy.rules.shapes.money import ranked
from opsworthy.rules.shapes.saving import PRIORITY, gaps, prioritised
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.rules.shapes.verdict import broken

_ranked = topic(
    Topic(
        "optimization", "priority of the savings", {"a priority for the items": either(ranked, prioritised)}, about=("priority",)
    )
)


def judge(subject: Subject) -> Iterator[Verdict]:
    found = list(_ranked(subject))
    held = all(each.state is State.HELD for each in found)
    inside = regions(document_for(subject, "optimization"), "optimization") if held else ()
    bare = [each for region in inside for each in gaps(region, _is_priority, PRIORITY)]
    yield from [broken(f"“{each.title}” has no priority, and others have one", each.location) for each in bare] or found


def _is_priority(name: str) -> bool:
    return means(name, "priority")


RULE = Rule(
    id="OW746",
    name="savings-unranked",
    summary="Optimization Opportunities ranks its items: quick wins before complex ones.",
    clauses=(
        "CPS-25",
        "CPV-11",
    ),
    why="A list without an order is done from the top, or not at all.",
    fix="Give each item a priority, or group them under Quick wins and Complex.",
    judge=judge,
    profiles=("cost-plan",),
    needs="cost-plan",
)
