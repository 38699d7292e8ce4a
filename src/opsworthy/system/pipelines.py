"""Pipelines, with what each job is for."""

from collections.abc import Iterable
from dataclasses import replace

from opsworthy.facts.project import PipelineDeclared, PipelineJob, PipelineStep
from opsworthy.system.counting_checks import with_what_counts
from opsworthy.system.environments import Environments
from opsworthy.system.known import Known
from opsworthy.system.model import Job, Pipeline
from opsworthy.system.purposes import ORDER, asks_an_address, in_job, purposes_of, starts_a_cluster
from opsworthy.text.dataclass import dataclass

_DEEPEST = 3
_PROTECTED = "whether a deployment to this environment waits for an approval is set in the forge, not in this file"


def pipelines_of(known: Known, environments: Environments, is_site: bool) -> tuple[Pipeline, ...]:
    """All pipelines in the order of their files; `is_site` where web pages alone are what is deployed."""
    told = known.of(PipelineDeclared)
    reading = _Reading({each.path: each for each in told}, is_site)
    return tuple(_pipeline(each, environments, reading) for each in told)


@dataclass(frozen=True)
class _Reading:
    """What the steps of a job mean; a job that calls another workflow of the repository does what that one does."""

    workflows: dict[str, PipelineDeclared]
    is_site: bool

    def of_job(self, job: PipelineJob, pipeline: PipelineDeclared, depth: int = 0) -> list[frozenset[str]]:
        found = [self._of_step(step, job, pipeline, depth) for step in job.steps]
        if any(starts_a_cluster(step) for step in job.steps):
            return [purposes - {"deploy"} | {"test"} if "deploy" in purposes else purposes for purposes in found]
        return found

    def _of_step(self, step: PipelineStep, job: PipelineJob, pipeline: PipelineDeclared, depth: int) -> frozenset[str]:
        path = job.calls if step.kind == "keyword" and step.uses == "trigger" else (step.uses or "").removeprefix("./")
        called = self.workflows.get(path or "")
        if called is not None and depth < _DEEPEST:
            return frozenset(purpose for each in called.jobs for does in self.of_job(each, called, depth + 1) for purpose in does)
        named = " ".join((job.name, pipeline.name, pipeline.path.rpartition("/")[2])).lower()
        return in_job(purposes_of(step), "deploy" in named or job.environment is not None, self.is_site)


def _pipeline(told: PipelineDeclared, environments: Environments, reading: _Reading) -> Pipeline:
    does = {job.name: reading.of_job(job, told) for job in told.jobs}
    deploying = {name for name, steps in does.items() if any("deploy" in step for step in steps)}
    deploying |= {job.name for job in told.jobs if job.deploys}
    after = _following(told.jobs, deploying)
    jobs = tuple(_job(job, told, reading, job.name in after, environments) for job in told.jobs)
    return Pipeline(told.name, told.path, told.provider, told.triggers, jobs, (told.location,), told.includes)


def _following(jobs: Iterable[PipelineJob], deploying: set[str]) -> set[str]:
    """The jobs that wait for one that deploys, however many jobs lie between."""
    waiting = {job.name: set(job.needs) for job in jobs}
    after: set[str] = set()
    while True:
        more = {name for name, needs in waiting.items() if name not in after and needs & (deploying | after)}
        if not more:
            return after
        after |= more


def _job(told: PipelineJob, pipeline: PipelineDeclared, reading: _Reading, follows: bool, environments: Environments) -> Job:
    does = _in_order(told.steps, reading.of_job(told, pipeline), follows)
    sure = _sure(told, pipeline, reading, does, follows)
    purposes = {purpose for step in does for purpose in step}
    purposes |= {"approve"} if told.manual else set()
    purposes |= {"deploy"} if told.deploys else set()
    purposes -= {"deploy", "build"} if told.stops else set()
    place = environments.resolve(told.environment.value) if told.environment else None
    places = tuple(name for each in told.environments if (name := environments.resolve(each.value)))
    asked = told.environment is not None and not told.guessed
    note = _PROTECTED if asked and "deploy" in purposes and "approve" not in purposes else ""
    ordered = tuple(purpose for purpose in ORDER if purpose in purposes)
    return Job(
        told.name, ordered, place, told.needs, told.steps, (told.location,), note, does, sure, places, told.condition
    )  # fmt: skip


def _sure(
    told: PipelineJob, pipeline: PipelineDeclared, reading: _Reading, does: tuple[frozenset[str], ...], follows: bool
) -> tuple[frozenset[str], ...]:
    """What of this each step does so that it can fail the job."""
    counting = with_what_counts(told)
    if counting == told.steps:
        return does
    found = [
        counts | (every & {"deploy"})
        for counts, every in zip(reading.of_job(replace(told, steps=counting), pipeline), does, strict=True)
    ]
    return tuple(every & counts for every, counts in zip(does, _in_order(counting, found, follows), strict=True))


def _in_order(steps: tuple[PipelineStep, ...], purposes: list[frozenset[str]], follows: bool) -> tuple[frozenset[str], ...]:
    """What each step does, given what was deployed before it: what looks at something afterwards is a smoke test, not before."""
    made: list[frozenset[str]] = []
    deployed = follows
    for step, found in zip(steps, purposes, strict=True):
        does = found
        if deployed and not does & {"deploy", "notify"} and (does & {"smoke-test", "test"} or asks_an_address(step)):
            does = does - {"test"} | {"smoke-test"}
        made.append(does if deployed or "deploy" in does else does - {"smoke-test"})
        deployed = deployed or "deploy" in does
    return tuple(made)
