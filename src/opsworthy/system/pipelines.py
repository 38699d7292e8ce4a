"""Pipelines, with what each job is for."""

from collections.abc import Iterable

from opsworthy.facts.project import PipelineDeclared, PipelineJob
from opsworthy.system.environments import Environments
from opsworthy.system.known import Known
from opsworthy.system.model import Job, Pipeline
from opsworthy.system.purposes import ORDER, asks_an_address, purposes_of

_PROTECTED = "whether a deployment to this environment waits for an approval is set in the forge, not in this file"


def pipelines_of(known: Known, environments: Environments) -> tuple[Pipeline, ...]:
    """All pipelines in the order of their files."""
    return tuple(_pipeline(each, environments) for each in known.of(PipelineDeclared))


def _pipeline(told: PipelineDeclared, environments: Environments) -> Pipeline:
    deploying = {job.name for job in told.jobs if any("deploy" in purposes_of(step) for step in job.steps)}
    after = _following(told.jobs, deploying)
    jobs = tuple(_job(job, job.name in after, environments) for job in told.jobs)
    return Pipeline(told.name, told.path, told.provider, told.triggers, jobs, (told.location,))


def _following(jobs: Iterable[PipelineJob], deploying: set[str]) -> set[str]:
    """The jobs that wait for one that deploys, however many jobs lie between."""
    waiting = {job.name: set(job.needs) for job in jobs}
    after: set[str] = set()
    while True:
        more = {name for name, needs in waiting.items() if name not in after and needs & (deploying | after)}
        if not more:
            return after
        after |= more


def _job(told: PipelineJob, follows: bool, environments: Environments) -> Job:
    purposes: set[str] = set()
    deployed = follows
    for step in told.steps:
        does = purposes_of(step)
        if deployed and not does & {"deploy", "notify"} and (does & {"smoke-test", "test"} or asks_an_address(step)):
            does = does - {"test"} | {"smoke-test"}
        purposes |= does if deployed else does - {"smoke-test"}
        deployed = deployed or "deploy" in does
    place = environments.resolve(told.environment.value) if told.environment else None
    note = _PROTECTED if told.environment and "deploy" in purposes and "approve" not in purposes else ""
    ordered = tuple(purpose for purpose in ORDER if purpose in purposes)
    return Job(told.name, ordered, place, told.needs, told.steps, (told.location,), note)
