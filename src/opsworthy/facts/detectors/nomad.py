"""Nomad: the groups, tasks, checks, volumes and secrets of job specifications."""

import re
from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of, is_filled_in_elsewhere
from opsworthy.facts.nomad.jobs import read
from opsworthy.facts.nomad.values import known_values, resolved
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.text import hcl
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_ENDINGS = (".nomad.hcl", ".job.hcl", ".nomad", ".hcl")
_JOB = regex(r"^[ \t]*job[ \t]+[\"$]", re.MULTILINE)


def _wants(path: str) -> bool:
    return path.endswith((".nomad", ".hcl"))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if _JOB.search(source.text):
            yield from _file(source)


def _file(source: Source) -> Iterator[Told]:
    file = hcl.parse(source)
    if isinstance(file, Problem):
        yield file
        return
    environment = _environment(source.path)
    known = known_values(file)
    for block in file.of("job"):
        job = resolved(block, known)
        if is_filled_in_elsewhere(job.label) or "[[" in job.label:
            advice = "write the name out, or give its variable a default"
            yield Problem(job.location, "the name of this job is a variable that no file here fills in", advice)
            continue
        if environment is not None:
            yield EnvironmentDeclared(environment, job.location, "nomad", ("nomad", source.path))
        yield from read(job, environment)


def _environment(path: str) -> str | None:
    """The environment that a file's name ends with: `api.staging.nomad`, `api-prod.nomad.hcl`."""
    name = path.rpartition("/")[2].lower()
    bare = next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)
    parts = [part for part in re.split(r"[._\-]", bare) if part]
    return environment_of(parts[-1]) if parts else None


DETECTOR = Detector("nomad", "jobs for Nomad", _wants, _detect, looks_at=("*.nomad", "*.hcl"))
