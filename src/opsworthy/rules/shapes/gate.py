"""What stands between a change and production: who or what a deployment waits for."""

import re
from collections.abc import Iterator
from functools import lru_cache

from opsworthy.commands.interpret import interpret
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.environments import names_environment
from opsworthy.rules.shapes.evidence import DEPLOYING
from opsworthy.rules.shapes.pipeline import Doing, before, deploying
from opsworthy.system.model import Environment, Job
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_BY_A_PERSON = frozenset(["workflow_dispatch", "release", "deployment", "manual", "web", "promote", "rollback"])
# Kinds of targets that a deployment reaches, in whose names `production` says where it goes.
_REACHED = frozenset(
    "app cluster context environment file folder host inventory namespace remote stage workspace".split()  # noqa: SIM905 - words
)
_PRODUCTION = regex(r"(?<![a-z0-9])(?:prod|production|prd)(?![a-z0-9])", re.IGNORECASE)
_ANYWHERE = Location("", 1)


def reaches(job: Job, environment: Environment) -> bool:
    """Whether a job deploys to an environment."""
    return environment.name in (job.environment, *job.environments) or (
        job.environment is None and not job.environments and bool(job.name) and _in_name(job.name, environment)
    )


def _in_name(name: str, environment: Environment) -> bool:
    return names_environment(name.replace("_", " ").replace("-", " "), environment.name)


def to_production(subject: Subject) -> tuple[Doing, ...]:
    """The jobs that deploy to production, as far as the files say where a job deploys to."""
    places = [each for each in subject.system.environments if each.production]
    return tuple(
        each for each in deploying(subject.system) if any(reaches(each.job, place) for place in places) or _aims(each.job)
    )


def _aims(job: Job) -> bool:
    """Whether a job that names no environment deploys to something whose name is of production: `--app tides-production`."""
    if job.environment is not None or job.environments:
        return False
    if _PRODUCTION.search(job.name.replace("_", " ")):
        return True
    return any("deploy" in does and step.run and _named(step.run) for step, does in zip(job.steps, job.does, strict=False))


@lru_cache(maxsize=512)
def _named(run: str) -> bool:
    deploys = (each for each in interpret(run, _ANYWHERE) if each.purposes & DEPLOYING or each.tool == "git")
    return any(target.kind in _REACHED and _PRODUCTION.search(target.name) for each in deploys for target in each.targets)


def gate(doing: Doing) -> str:
    """What a deployment waits for, in words; empty where it waits for nobody."""
    waits = next((job for job in (doing.job, *before(doing)) if "approve" in job.purposes), None)
    if waits is not None:
        at = f" ({waits.locations[0].path}:{waits.locations[0].line})" if waits.locations else ""
        return f"`{waits.name}`{at} waits for an approval"
    if doing.pipeline.triggers and set(doing.pipeline.triggers) <= _BY_A_PERSON:
        return f"{doing.pipeline.path} starts only when somebody starts it ({', '.join(doing.pipeline.triggers)})"
    return ""


def protected(doing: Doing) -> bool:
    """Whether the forge may ask for an approval that no file shows."""
    return any(bool(job.note) for job in (doing.job, *before(doing)) if job is doing.job or not _elsewhere(job, doing.job))


def _elsewhere(job: Job, last: Job) -> bool:
    """Whether an earlier job deploys to another environment, whose approval is not the one for this."""
    return "deploy" in job.purposes and job.environment is not None and job.environment != last.environment


def untested(subject: Subject, tests: tuple[Doing, ...]) -> Iterator[Doing]:
    """The deployments that wait for none of the tests: neither in an earlier job nor in an earlier step of their own."""
    paths = {(each.pipeline.path, each.job.name) for each in tests}
    for each in deploying(subject.system):
        waits = {(each.pipeline.path, job.name) for job in (each.job, *before(each))}
        if not waits & paths and "workflow_run" not in each.pipeline.triggers:
            yield each
