"""A level of the escalation without a name, a way or a time."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.levels import levels
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held
from opsworthy.text.regex import regex

_OTHERS = "Name somebody else for this level and how they are reached, such as the team lead; or leave the level out."


_SENTENCE = regex(r"(?:An?|In|This) .{30,}")
"""A remark below the levels, and none of them."""


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "monitoring")
    found = levels(document)
    short = [each for each in found if each.lacks and not _SENTENCE.match(each.name)]
    for each in short:
        yield broken(f"“{each.name[:60]}” does not say {' or '.join(each.lacks)}", each.location)
    again = [each for each in found if each.again and not each.lacks]
    for each in again:
        yield broken(f"{each.name} calls the same people in the same way as the level before it", each.location, fix=_OTHERS)
    if found and not short and not again:
        yield held(f"each of {len(found)} levels says who, how and when", found[0].location)
    elif not found:
        yield Verdict(State.NOT_RUN, "no escalation is written level by level", document.location)


RULE = Rule(
    id="OW311",
    name="escalation-incomplete",
    summary="Every level of the escalation says who is called, how, and when.",
    clauses=("RBS-17", "RBV-13", "MOM-04", "DQV-07"),
    why="The level that cannot be reached is the one that is needed.",
    fix="Fill in the row: a role, a channel or number, and after how many minutes or at which severity.",
    judge=judge,
    profiles=("service", "page", "alert", "library"),
    tier=2,
)
