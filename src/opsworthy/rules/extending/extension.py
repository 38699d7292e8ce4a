"""What an organisation adds to the bar, and the bar with it."""

from collections.abc import Iterable
from dataclasses import replace

from opsworthy.findings.outcome import Severity
from opsworthy.records.improvement import Improvement
from opsworthy.rules.bar import Clause
from opsworthy.rules.rule import Rule
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """How a rule of ours is changed; None where it stays as it is. `off` carries the reason for switching it off."""

    rule: str
    severity: Severity | None = None
    tier: int | None = None
    profiles: tuple[str, ...] = ()
    off: str = ""


@dataclass(frozen=True)
class Extension:
    """One file of an extension, read. `digest` tells it from any other."""

    path: str
    digest: str
    clauses: tuple[Clause, ...] = ()
    changes: tuple[Change, ...] = ()
    rules: tuple[Rule, ...] = ()
    improvements: tuple[Improvement, ...] = ()


def extended(rules: Iterable[Rule], extensions: Iterable[Extension]) -> tuple[Rule, ...]:
    """The rules in force: ours as they are changed, without those that are switched off, and the organisation's own."""
    every = list(rules)
    for extension in extensions:
        for change in extension.changes:
            every = [_changed(each, change) if change.rule in (each.id, each.name) else each for each in every]
            every = [each for each in every if not (change.off and change.rule in (each.id, each.name))]
        every.extend(extension.rules)
    return tuple(every)


def _changed(rule: Rule, change: Change) -> Rule:
    return replace(
        rule,
        severity=change.severity or rule.severity,
        tier=rule.tier if change.tier is None else change.tier,
        profiles=change.profiles or rule.profiles,
    )
