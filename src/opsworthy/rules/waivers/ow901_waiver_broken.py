"""A waiver that excuses nothing because something is wrong with it."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.verdict import broken, held, not_applicable

_CONFIGURED = "Give it `rule`, `path`, `reason`, `owner` and `until = 2027-01-31` in opsworthy.toml, or take it out."


def judge(subject: Subject) -> Iterator[Verdict]:
    bad = [each for each in subject.waivers if each.problem]
    for waiver in bad:
        yield broken(f"this waiver excuses nothing: {waiver.problem}", waiver.location, fix=_CONFIGURED if waiver.paths else None)
    if not subject.waivers:
        yield not_applicable("there is no waiver", subject.anchor)
    elif not bad:
        yield held("every waiver names its rule and gives its reason", subject.waivers[0].location)


RULE = Rule(
    id="OW901",
    name="waiver-broken",
    summary="Every waiver names one rule that exists and gives a reason.",
    clauses=("REV-07",),
    why="A waiver without a reason is a finding that somebody switched off.",
    fix="Write it as `<!-- opsworthy: allow rollback-untimed, reason: …, owner: …, until: 2027-01-31 -->`.",
    judge=judge,
    profiles=("service", "page", "alert", "library", "cost-plan"),
    needs="waivers",
)
