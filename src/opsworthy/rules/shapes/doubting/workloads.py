"""Doubts about what runs: probes, commands, schedules, kinds and scaling of the workloads that a section's commands name."""

import re
from collections.abc import Callable, Iterator

from opsworthy.commands.command import Effect
from opsworthy.records.since import Since
from opsworthy.rules.shapes.doubting.doubt import Doubt, Spoken, bare, doubted, environment_of, quoted, stated
from opsworthy.system.comparison import Change
from opsworthy.system.model import System
from opsworthy.text.regex import regex

_PROBE = regex(r"\w+ probe(?: port| times)?\Z")
_OF_HEALTH = regex(r"\b(?:probes?|readiness|liveness|healthz?|health[ -]?checks?|ready|healthy|unhealthy)\b", re.IGNORECASE)
_TIME = regex(
    r"\b(?:daily|hourly|nightly|weekly|monthly|every|each (?:day|hour|night|week|month)|\d{1,2}:\d\d"
    r"|midnight|UTC)\b",
    re.IGNORECASE,
)
_FINITE = frozenset(["job", "scheduled-job", "release-task"])
_WORKLOADS = frozenset(["cronjob", "daemonset", "deployment", "job", "statefulset"])
_PROGRAM = regex(r"[\w./:@=-]{5,}")

_Judge = Callable[[Change, Since, Spoken, "frozenset[str]", System], Iterator[Doubt]]


def names_of(system: System, name: str) -> frozenset[str]:
    """The names under which commands find a service: its own and those of its workloads."""
    service = system.service(name)
    return frozenset([name, *(each.workload for each in service.placements)]) if service else frozenset()


def of_workloads(since: Since, now: System, spoken: Spoken) -> Iterator[Doubt]:
    """The doubts about one section, from every change of a service that is still there."""
    if not spoken.passage.commands:
        return
    for change in since.changes:
        if change.kind != "service" or not change.attribute or not spoken.is_about(environment_of(change)):
            continue
        names = names_of(now, change.name) & names_of(since.system, change.name)
        judge = next((each for fits, each in _JUDGES if fits.match(bare(change))), None)
        if judge is not None and names and not stated(change, spoken):
            yield from judge(change, since, spoken, names, now)


def _probe(change: Change, since: Since, spoken: Spoken, names: frozenset[str], _: System) -> Iterator[Doubt]:
    """Where a section names the workload and speaks of its health."""
    command = next(spoken.naming(names), None)
    at = spoken.line_with(_OF_HEALTH)
    if command is not None and at is not None:
        yield from doubted(change, since, at, f"it speaks of the health of {change.name}")


def _command(change: Change, since: Since, spoken: Spoken, names: frozenset[str], now: System) -> Iterator[Doubt]:
    """Where a section starts a job by hand, or gives a word of the old command that the new one no longer has."""
    service = now.service(change.name)
    finite = service is not None and service.kind in _FINITE
    for command in spoken.naming(names):
        if finite and command.effect is not Effect.READS:
            yield from doubted(change, since, command.location, f"it runs {quoted(command)}")
            return
    if change.before is None or next(spoken.naming(names), None) is None:
        return
    after = change.after.value if change.after else ""
    gone = [each for each in _PROGRAM.findall(change.before.value) if each not in after and not each.startswith("/bin/")]
    for word in gone:
        at = spoken.line_saying(word)
        if at is not None:
            yield from doubted(change, since, at, f"it says `{word}`")
            return


def _schedule(change: Change, since: Since, spoken: Spoken, names: frozenset[str], _: System) -> Iterator[Doubt]:
    at = spoken.line_with(_TIME)
    if at is not None and next(spoken.naming(names), None) is not None:
        yield from doubted(change, since, at, f"it says when {change.name} runs")


def _object(change: Change, since: Since, spoken: Spoken, names: frozenset[str], _: System) -> Iterator[Doubt]:
    """Where a command gives the kind that the workload had."""
    before, after = (told.value.lower() if told else "" for told in (change.before, change.after))
    if before not in _WORKLOADS or after not in _WORKLOADS:
        return
    for command in spoken.naming(names, frozenset([before])):
        yield from doubted(change, since, command.location, f"it runs {quoted(command)}")
        return


def _replicas(change: Change, since: Since, spoken: Spoken, names: frozenset[str], _: System) -> Iterator[Doubt]:
    """Where a section sets a number by hand, and an autoscaler came, went or got other bounds."""
    before, after = (told.value if told else "" for told in (change.before, change.after))
    if " to " not in before + after:
        return
    for command in spoken.naming(names):
        if command.purposes & {"scale", "autoscale"}:
            yield from doubted(change, since, command.location, f"it runs {quoted(command)}")
            return


_JUDGES: tuple[tuple[re.Pattern[str], _Judge], ...] = (
    (_PROBE, _probe),
    (regex(r"command of "), _command),
    (regex(r"schedule\Z"), _schedule),
    (regex(r"object\Z"), _object),
    (regex(r"replicas\Z"), _replicas),
)
