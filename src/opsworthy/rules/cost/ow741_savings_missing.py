"""No way to pay less is named."""

import re
from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.money import opportunities
from opsworthy.rules.shapes.saving import gaps, spared
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.topic import Topic, topic
from opsworthy.rules.shapes.verdict import broken
from opsworthy.text.regex import regex

_SAVES = regex(r"\bsav(?:es?|ings?)\b|\bspares?\b", re.IGNORECASE)
_TOLD = regex(
    r"\b(?:sav|spare|cut|reduc|lower|cheaper|less)\w*[^;|\n]{0,80}(?:\d|\b(?:half|third|quarter)\b)"
    r"|(?:\d|\b(?:half|third|quarter)\b)[^;|\n]{0,40}\b(?:sav|spare|less|cheaper|lower)\w*",
    re.IGNORECASE,
)
_listed = topic(
    Topic(
        "optimization",
        "ways to reduce costs",
        {"at least two ways, one by one": opportunities, "what any of them would save": spared},
    )
)


def judge(subject: Subject) -> Iterator[Verdict]:
    found = list(_listed(subject))
    held = all(each.state is State.HELD for each in found)
    inside = regions(document_for(subject, "optimization"), "optimization") if held else ()
    bare = [each for region in inside for each in gaps(region, _is_of_savings, _TOLD)]
    yield from [broken(f"“{each.title}” does not say what it would save", each.location) for each in bare] or found


def _is_of_savings(name: str) -> bool:
    return _SAVES.search(name) is not None


RULE = Rule(
    id="OW741",
    name="savings-missing",
    summary="Optimization Opportunities lists the ways in which costs could be reduced, at least two.",
    clauses=(
        "CPS-20",
        "CPM-05",
        "CPV-11",
    ),
    why="The cheapest time to look for savings is before the bill.",
    fix="List them one by one, each with what it would save.",
    judge=judge,
    profiles=("cost-plan",),
    needs="cost-plan",
)
