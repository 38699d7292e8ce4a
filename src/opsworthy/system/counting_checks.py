"""What of a pipeline's steps can fail it: a check whose result is thrown away checks nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.text.regex import regex

# `pytest || true`, `npm audit || echo "some"`, `mypy || exit 0`: the line holds whatever comes out of it.
_THROWN_AWAY = regex(r"\|\|\s*(?:true|:|echo\b[^|&;]*|printf\b[^|&;]*|exit\s+0)\s*(?:#.*)?$")
_WITHOUT_FAILING = regex(r"\s--exit-zero\b")
_NOT_STOPPING = regex(r"^\s*set\s+\+e\b")
_STOPPING = regex(r"^\s*set\s+-\w*e")
_JUDGES = regex(r"\bexit\s+(?:[1-9]|\$)|\$\?")
_NEVER = regex(r"\s*(?:\$\{\{)?\s*false\s*(?:\}\})?\s*$", re.IGNORECASE)
_MOST = 50_000


def never(condition: str | None) -> bool:
    """Whether a condition is the word false and nothing else."""
    return bool(condition and _NEVER.match(condition))


def with_what_counts(job: PipelineJob) -> tuple[PipelineStep, ...]:
    """The steps of a job with nothing in them that cannot fail it; the same ones where that is all."""
    off = job.tolerated or never(job.condition)
    return tuple(_counting(step, off) for step in job.steps)


def what_counts(step: PipelineStep) -> PipelineStep:
    """A step without the lines of its text that cannot fail it."""
    return _counting(step, off=False)


def _counting(step: PipelineStep, off: bool) -> PipelineStep:
    if off or step.tolerated or never(step.condition):
        return replace(step, run=None, uses=None, pushes=False)
    if not step.run or len(step.run) > _MOST:
        return step
    kept = "\n".join(_lines(step.run))
    return step if kept == "\n".join(step.run.splitlines()) else replace(step, run=kept)


def _lines(text: str) -> Iterator[str]:
    """The lines of a shell text that can fail it; a command goes on where a line ends with a backslash."""
    lenient = False
    judged = bool(_JUDGES.search(text))
    whole: list[str] = []
    for line in text.splitlines():
        whole.append(line)
        if line.rstrip().endswith("\\"):
            continue
        joined = " ".join(each.rstrip(" \\") for each in whole)
        lenient = (lenient or bool(_NOT_STOPPING.match(joined))) and not _STOPPING.match(joined)
        if not (_WITHOUT_FAILING.search(joined) or _THROWN_AWAY.search(joined.rstrip())) and (judged or not lenient):
            yield from whole
        whole = []
    yield from whole
