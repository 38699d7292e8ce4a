"""A change of the bar that no issue explains."""

from opsworthy.records.improvement import Improvement
from opsworthy.rules.rule import Rule, Subject
from opsworthy.rules.shapes.improving import improvements
from opsworthy.text.regex import regex

_ISSUE = regex(r"https?://[^\s/]+/\S+|(?:[\w.-]+/[\w.-]+)?[#!]\d+|[A-Z][A-Z0-9]{1,9}-\d+")


def _fault(change: Improvement, _subject: Subject) -> str:
    if not change.issue:
        return "no issue says what was lacking"
    return (
        ""
        if _ISSUE.fullmatch(change.issue)
        else f"{change.issue[:60]!r} is no issue: neither an address nor a number such as #12"
    )


RULE = Rule(
    id="OW905",
    name="change-without-issue",
    summary="Every change of the bar names the issue that says what was lacking.",
    clauses=("CIM-07",),
    why="A rule whose reason nobody can look up is obeyed without sense, or switched off without sense.",
    fix="Add `issue`, an address or a number such as #12, to the entry of the extension.",
    judge=improvements(_fault, "its issue is named"),
    profiles=("service", "library", "cost-plan"),
    needs="nothing",
)
