"""What the jobs of pipelines start on other machines, by the commands that they run there."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

from opsworthy.facts.docker_run import containers_started
from opsworthy.facts.project import PipelineDeclared, PipelineStep
from opsworthy.facts.workloads import DEPLOYED, Workload
from opsworthy.system.known import Known
from opsworthy.system.purposes import purposes_of
from opsworthy.text.excerpt import Excerpt
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.shell import parse

_DEPLOYS = frozenset({"deploy"})
_ELSEWHERE = regex(r"\bssh\b|<<-?\s{0,3}['\"]?[A-Za-z_]|--command\b")
_WRITTEN = regex(r"\$\{\{\s{0,5}(?:env|vars)\.(\w{1,80})\s{0,5}\}\}")
_OPAQUE = regex(r"\$\{\{[^}\n]{0,200}\}\}")
_LONGEST = 50_000


def workloads_started(known: Known) -> tuple[Workload, ...]:
    """Containers that a job starts on a server with `docker run`, and services that it deploys to Cloud Run by a command; each
    name once, the first."""
    found: dict[tuple[str, str], Workload] = {}
    for pipeline in known.of(PipelineDeclared):
        for job in pipeline.jobs:
            variables = {each.name: each.value for each in job.variables if each.value is not None}
            deploys = job.deploys or any(purposes_of(step) & _DEPLOYS for step in job.steps)
            for step in job.steps:
                for each in _started(step, variables, deploys):
                    found.setdefault((each.platform, each.name), each)
    return tuple(found.values())


def _started(step: PipelineStep, variables: dict[str, str], deploys: bool) -> Iterator[Workload]:
    text = (step.run or "")[:_LONGEST]
    if "docker" in text and " run" in text and (deploys or step.uses or _ELSEWHERE.search(text)):
        yield from containers_started(text, step.text or step.location, variables)
    if "gcloud" in text and "deploy" in text:
        yield from _deployed(text, step.text or step.location, variables)


def _deployed(text: str, at: Location, variables: dict[str, str]) -> Iterator[Workload]:
    """The services of `gcloud run deploy` and its relatives."""
    gcloud = import_module("opsworthy.facts.google.gcloud")  # Little of what runs is deployed by it.
    plain = _OPAQUE.sub("$GIVEN", _WRITTEN.sub(lambda match: variables.get(match[1], f"${match[1]}"), text))
    for command in parse(Excerpt.at(plain, at)).commands:
        made = gcloud.order([Stated(word, at) for word in command.words])
        if made is not None:
            found = (each for each in gcloud.told(made) if isinstance(each, Workload))
            yield from (each if each.kind == "Job" else replace(each, kind=DEPLOYED) for each in found)
