"""A waiver that excuses nothing any more."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.removing import taken_out
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    standing = [each for each in subject.waivers if not each.problem and not each.expired]
    idle = [each for each in standing if not each.used]
    for waiver in idle:
        where = f"in {waiver.paths}" if waiver.paths else "where this waiver stands"
        fix = "Take it out of opsworthy.toml, or name the document that it is about." if waiver.paths else None
        told = f"{waiver.rule} is not broken {where}; the waiver can go"
        yield broken(told, waiver.location, fix=fix, patch=taken_out(subject, waiver, safe=True))
    if not standing:
        yield not_applicable("there is no waiver", subject.anchor)
    elif not idle:
        yield held("every waiver excuses something", standing[0].location)


RULE = Rule(
    id="OW902",
    name="waiver-unused",
    summary="Every waiver excuses something that is broken.",
    clauses=("REV-07",),
    why="A waiver left behind hides the next finding of its kind.",
    fix="Take the comment out, or move it to the section, the block or the line that it is about.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert", "library", "cost-plan"),
    fixable=True,
    needs="waivers",
)
