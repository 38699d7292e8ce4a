"""Travis CI: the phases of a build, its stages and deployments."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.given import given_by
from opsworthy.facts.pipelines.names import Names, secrets, settings
from opsworthy.facts.pipelines.steps import commands, inputs, part, words
from opsworthy.facts.project import PipelineDeclared, PipelineJob, PipelineStep
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, entries, find, items, string
from opsworthy.text.source import Source

_FILE = ".travis.yml"
_PROVIDER = "travis-ci"
_PHASES = (
    "before_install", "install", "before_script", "script", "after_success", "before_deploy", "deploy", "after_deploy",
    "after_script",
)  # fmt: skip
_MOST = 200


def _wants(path: str) -> bool:
    return path == _FILE


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        read = files.yaml(source)
        yield from read.problems
        root = read.documents[0] if read.documents else None
        if isinstance(root, Mapping):
            names = Names()
            names.read(root, source)
            names.defined |= _variables(root)
            missing = tuple(names.missing(given_by(_PROVIDER)))
            yield PipelineDeclared(
                source.path, source.path, _PROVIDER, source.at(1), jobs=_jobs(root, source), settings=settings(missing)
            )
            yield from secrets(missing, _PROVIDER)


def _jobs(root: Mapping, source: Source) -> tuple[PipelineJob, ...]:
    """The build as a whole, or each job that a matrix writes out with what it runs instead."""
    listed = (*items(root, "jobs", "include"), *items(root, "matrix", "include"))
    own = [each for each in listed if isinstance(each, Mapping) and any(find(each, phase) is not None for phase in _PHASES)]
    if not own:
        return (PipelineJob("build", source.at(1), tuple(_steps(root, root))),)
    jobs: list[PipelineJob] = []
    stage = "test"
    for at, each in enumerate(own[:_MOST]):
        named = string(each, "stage")
        stage = named.lower() if named else stage
        name = string(each, "name") or (named if named else f"{stage} {at + 1}")
        jobs.append(PipelineJob(name, each.location, tuple(_steps(each, root)), _before(jobs, stage), stage=stage,
                                condition=string(each, "if")))  # fmt: skip
    return tuple(jobs)


def _before(jobs: list[PipelineJob], stage: str) -> tuple[str, ...]:
    """The jobs of the stage before this one."""
    earlier = [job.stage for job in jobs if job.stage != stage]
    return tuple(job.name for job in jobs if earlier and job.stage == earlier[-1])


def _steps(job: Mapping, root: Mapping) -> Iterator[PipelineStep]:
    for phase in _PHASES:
        told = find(job, phase) or find(root, phase)
        if phase == "deploy":
            yield from _deployments(told)
        else:
            yield from commands(told)
    for entry in entries(root, "notifications") if job is root else ():
        if not (isinstance(entry.value, Scalar) and entry.value.value is False):
            yield part(entry.key, "notify", entry.location)


def _deployments(told: Node | None) -> Iterator[PipelineStep]:
    for each in told.items if isinstance(told, Sequence) else (told,):
        provider = string(each, "provider")
        if each is not None and provider:
            yield part(provider, "provider", each.location, inputs(entries(each)))


def _variables(root: Mapping) -> set[str]:
    """The names that `env` gives a value, as `NAME=value` pairs."""
    told = (*words(root, "env"), *words(root, "env", "global"), *words(root, "env", "matrix"), *words(root, "env", "jobs"))
    return {pair.partition("=")[0] for text in told for pair in text.split() if "=" in pair}


DETECTOR = Detector("travis_ci", "builds of Travis CI", _wants, _detect, looks_at=(".travis.yml",))
