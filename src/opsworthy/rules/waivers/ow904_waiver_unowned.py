"""A waiver that nobody answers for, or that never ends."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    standing = [each for each in subject.waivers if not each.problem]
    loose = [each for each in standing if not each.owner or not each.until]
    for waiver in loose:
        missing = " and ".join(word for word, there in (("no owner", waiver.owner), ("no date", waiver.until)) if not there)
        fix = "Add `owner` and `until = 2027-01-31` to it in opsworthy.toml." if waiver.paths else None
        yield broken(f"the waiver of {waiver.rule} has {missing}", waiver.location, fix=fix)
    if not standing:
        yield not_applicable("there is no waiver", subject.anchor)
    elif not loose:
        yield held("every waiver has an owner and a date", standing[0].location)


RULE = Rule(
    id="OW904",
    name="waiver-unowned",
    summary="Every waiver names who answers for it and when it ends.",
    clauses=("REV-07",),
    why="An exception without an end is a rule.",
    fix="Add `owner: …, until: 2027-01-31` to the comment.",
    judge=judge,
    severity=Severity.NOTE,
    profiles=("service", "page", "alert", "library", "cost-plan"),
    needs="waivers",
)
