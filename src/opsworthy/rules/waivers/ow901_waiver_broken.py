"""A waiver that excuses nothing because something is wrong with it."""

from collections.abc import Iterator

from opsworthy.findings.waiver import Waiver
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.verdict import broken, held, not_applicable

_CONFIGURED = "Give it `rule`, `path`, `reason`, `owner` and `until = 2027-01-31` in opsworthy.toml, or take it out."


_MOST_ALIKE = 5


def _blanket(subject: Subject) -> list[tuple[Waiver, int]]:
    """The first of the inline waivers that share one reason for more rules than one reason can be about."""
    alike: dict[tuple[str, str], list[Waiver]] = {}
    for each in subject.waivers:
        if not each.problem and not each.paths:
            alike.setdefault((each.location.path, each.reason.strip().lower()), []).append(each)
    counted = [(found[0], len({each.rule.lower() for each in found})) for found in alike.values()]
    return [(first, count) for first, count in counted if count > _MOST_ALIKE]


def judge(subject: Subject) -> Iterator[Verdict]:
    bad = [each for each in subject.waivers if each.problem]
    for waiver in bad:
        yield broken(f"this waiver excuses nothing: {waiver.problem}", waiver.location, fix=_CONFIGURED if waiver.paths else None)
    blanket = _blanket(subject)
    for first, count in blanket:
        told = f"the same reason, “{first.reason[:60]}”, is given for {count} different rules; each needs a reason of its own"
        yield broken(told, first.location)
    if not subject.waivers:
        yield not_applicable("there is no waiver", subject.anchor)
    elif not bad and not blanket:
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
