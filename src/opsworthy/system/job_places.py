"""Where the jobs of pipelines deploy to: one job for each place that it can go to, also when only a variable or its name says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from opsworthy.commands.command import Command
from opsworthy.commands.interpret import interpret
from opsworthy.facts.fact import Fact
from opsworthy.facts.project import EnvironmentDeclared, PipelineDeclared, PipelineJob
from opsworthy.system.environment_words import meaning, settings, tells_a_place
from opsworthy.system.purposes import purposes_of
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex

_DEPLOYS = frozenset({"deploy", "up"})
_WORDS = regex(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_LONGEST = 100
_LONGEST_COMMAND = 20_000
_WRITTEN = regex(r"<<-?\s{0,3}['\"]?[A-Za-z_]")
"""Where a text begins that a command is given."""


def with_places(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, with the environment of every job that deploys and names it only in a variable (`ENVIRONMENT: staging`) or
    in its own name (`deploy-staging`), and with a job for each environment where one job serves several."""
    for fact in facts:
        if not isinstance(fact, PipelineDeclared):
            yield fact
            continue
        placed = tuple(_marked(job, _placed(job)) for job in fact.jobs)
        yield replace(fact, jobs=_apart(placed))
        for before, after in zip(fact.jobs, placed, strict=True):
            if after.environment is not None and before.environment is None and not before.environments:
                told = after.environment
                yield EnvironmentDeclared(told.value, told.location, fact.provider, ("workflow", fact.path))


def _marked(before: PipelineJob, after: PipelineJob) -> PipelineJob:
    return replace(after, guessed=True) if after.environment is not None and before.environment is None else after


def _placed(job: PipelineJob) -> PipelineJob:
    does = frozenset[str]().union(*(purposes_of(step) for step in job.steps)) & _DEPLOYS
    if job.environment is not None or job.environments:
        return job
    started = _started(job)
    if started is not None:
        return replace(job, environment=started)
    if not does:
        return job
    named = (each for each in job.variables if each.value is not None and tells_a_place(each.name, each.value))
    found = next(named, None)
    if found is not None:
        return replace(job, environment=Stated(str(found.value), found.location))
    if "deploy" not in does:
        return job
    for name, place in ((job.name, job.location), (job.stage or "", job.stage_at or job.location)):
        word = _named(name)
        if word:
            return replace(job, environment=Stated(word, place))
    return job


def _started(job: PipelineJob) -> Stated[str] | None:
    """The environment of a program that a job starts on another machine: `ssh … "java … --spring.profiles.active=prod"`, also in
    a script that it writes for one."""
    for step in job.steps:
        for command in interpret(step.run, step.location) if step.run else ():
            told = _told(command.text, step.text or step.location) if step.uses or _is_elsewhere(command) else None
            if told is not None:
                return told
        written = _WRITTEN.search(step.run[:_LONGEST_COMMAND]) if step.run else None
        if step.run and written is not None and (told := _told(step.run, step.text or step.location, written.end())) is not None:
            return told
    return None


def _told(text: str, at: Location, start: int = 0) -> Stated[str] | None:
    found = _setting().search(text[:_LONGEST_COMMAND], start)
    if found is None or (group := meaning(found[1])) is None or group.passing:
        return None
    return Stated(found[1], at)


def _is_elsewhere(command: Command) -> bool:
    """Whether what it says is run on another machine."""
    return command.tool == "ssh" or "ssh" in command.words[:3] or any(_is_elsewhere(each) for each in command.inner)


@cache
def _setting() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in settings())
    return regex(rf"(?:^|[\s'\"])(?:{names})=[\"']?([A-Za-z][\w-]{{0,40}})")


def _named(name: str) -> str | None:
    """The only place that the name of a job speaks of: `deploy-staging`, `Deploy to production`."""
    words = [word.lower() for word in _WORDS.findall(name[:_LONGEST])]
    pairs = [f"{first}-{second}" for first, second in pairwise(words) if meaning(f"{first}-{second}") is not None]
    single = [word for word in words if not any(word in pair.split("-") for pair in pairs)]
    groups = {word: group for word in (*pairs, *single) if (group := meaning(word)) is not None}
    lasting = {group.name for group in groups.values() if not group.passing and group.name != "test"}
    return next(iter(groups)) if len(groups) == 1 and lasting else None


def _apart(jobs: tuple[PipelineJob, ...]) -> tuple[PipelineJob, ...]:
    """Jobs that go to one place each, named as the provider shows them: `deploy (staging)`."""
    several = {job.name: tuple(f"{job.name} ({place.value})" for place in job.environments) for job in jobs if job.environments}
    if not several:
        return jobs
    made: list[PipelineJob] = []
    for job in jobs:
        needs = tuple(name for each in job.needs for name in several.get(each, (each,)))
        if job.environments:
            names = zip(several[job.name], job.environments, strict=True)
            made += [replace(job, name=name, environment=place, environments=(), needs=needs) for name, place in names]
        else:
            made.append(replace(job, needs=needs))
    return tuple(made)
