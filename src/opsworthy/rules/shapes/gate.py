"""What stands between a change and production: who or what a deployment waits for."""

from collections.abc import Iterator

from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.environments import names_environment
from opsworthy.rules.shapes.pipeline import Doing, before, deploying
from opsworthy.system.model import Environment, Job

_BY_A_PERSON = frozenset(["workflow_dispatch", "release", "deployment", "manual", "web", "promote", "rollback"])


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
    return tuple(each for each in deploying(subject.system) if any(reaches(each.job, place) for place in places))


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
