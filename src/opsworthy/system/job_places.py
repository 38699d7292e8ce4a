"""Where the jobs of pipelines deploy to, when a variable of the job says it and no `environment` does."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from opsworthy.facts.fact import Fact
from opsworthy.facts.project import EnvironmentDeclared, PipelineDeclared, PipelineJob
from opsworthy.system.environment_words import tells_a_place
from opsworthy.system.purposes import purposes_of
from opsworthy.text.location import Stated

_DEPLOYS = frozenset({"deploy", "up"})


def with_places(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, with the environment of every job that deploys and names it only in a variable (`ENVIRONMENT: staging`)."""
    for fact in facts:
        if not isinstance(fact, PipelineDeclared):
            yield fact
            continue
        jobs = tuple(_placed(job) for job in fact.jobs)
        yield replace(fact, jobs=jobs)
        for before, after in zip(fact.jobs, jobs, strict=True):
            if after.environment is not None and before.environment is None:
                told = after.environment
                yield EnvironmentDeclared(told.value, told.location, fact.provider, ("workflow", fact.path))


def _placed(job: PipelineJob) -> PipelineJob:
    if job.environment is not None or not any(purposes_of(step) & _DEPLOYS for step in job.steps):
        return job
    named = (each for each in job.variables if each.value is not None and tells_a_place(each.name, each.value))
    found = next(named, None)
    return replace(job, environment=Stated(str(found.value), found.location)) if found else job
