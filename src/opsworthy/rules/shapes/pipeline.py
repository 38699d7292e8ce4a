"""The pipelines of the repository as rules read them: which job does what, what it waits for, and whether it can fail."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.findings.outcome import Related
from opsworthy.system.counting_checks import never, what_counts
from opsworthy.system.model import Job, Pipeline, PipelineStep, System
from opsworthy.system.purposes import asks_an_address
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_WAITS = regex(
    r"\brollout status\b|\bkubectl wait\b|\bservices-stable\b|\bapp wait\b|\bwait-for-|\bdeploy:wait\b|\bhealth[- ]?check|\bsmoke"
)
_REMOTE = regex(r"^(?!\./)[\w.-]+/[\w.-]+/\.github/workflows/")
_CURL = regex(r"\bcurl\b[^\n|]*")
_FAILING = regex(r"(?:^|\s)(?:--fail(?:-with-body)?|-[a-zA-Z]*f[a-zA-Z]*)(?=\s|$)")
_JUDGED = regex(r"\b(?:grep|jq -e|test|exit [1-9]|assert|awk|python3?|node)\b|\[\s|http_code|exit \$")


@cache
def _lists() -> dict[str, list[str]]:
    return data_of("opsworthy.rules.shapes", "pipeline.toml")


@cache
def words(kind: str) -> frozenset[str]:
    """A list of pipeline.toml."""
    return frozenset(_lists()[kind])


@dataclass(frozen=True)
class Doing:
    """A job of a pipeline that does something, and the step that does it, where the file says which."""

    pipeline: Pipeline
    job: Job
    step: PipelineStep | None = None

    @property
    def location(self) -> Location:
        at = self.step.location if self.step else next(iter(self.job.locations), None)
        return at or Location(self.pipeline.path, 1)

    @property
    def words(self) -> str:
        """The job with its place, as messages name it."""
        at = next(iter(self.job.locations), self.location)
        return f"`{self.job.name}` ({at.path}:{at.line})"

    def related(self, words: str) -> Related:
        return Related(self.location, words)


def doing(system: System, purpose: str) -> tuple[Doing, ...]:
    """The jobs that do this so that it counts: not switched off, and not with their result thrown away."""
    return tuple(found for pipeline, job in _jobs(system) if (found := _counting(pipeline, job, purpose)))


def idle(system: System, purpose: str) -> tuple[Doing, ...]:
    """The jobs that would do this, and are switched off or have their result thrown away."""
    told = [Doing(pipeline, job, _step(job, job.does, purpose)) for pipeline, job in _jobs(system) if purpose in job.purposes]
    return tuple(each for each in told if not _counting(each.pipeline, each.job, purpose))


def deploying(system: System) -> tuple[Doing, ...]:
    """The jobs that deploy, each once: one that another pipeline calls stands for nothing by itself."""
    return tuple(
        Doing(pipeline, job, _step(job, job.does, "deploy"))
        for pipeline, job in _jobs(system)
        if "deploy" in job.purposes and not never(job.condition) and set(pipeline.triggers) != {"workflow_call"}
    )


def _jobs(system: System) -> Iterator[tuple[Pipeline, Job]]:
    yield from ((pipeline, job) for pipeline in system.pipelines for job in pipeline.jobs)


def _counting(pipeline: Pipeline, job: Job, purpose: str) -> Doing | None:
    if not job.does:
        return Doing(pipeline, job) if purpose in job.purposes else None
    step = _step(job, job.sure, purpose)
    if step is not None and purpose == "test" and style_only(step):
        step = next(
            (each for each, does in zip(job.steps, job.sure, strict=True) if "test" in does and not style_only(each)), None
        )
    return Doing(pipeline, job, step) if step is not None else None


def _step(job: Job, does: tuple[frozenset[str], ...], purpose: str) -> PipelineStep | None:
    return next((step for step, found in zip(job.steps, does, strict=False) if purpose in found), None)


def style_only(step: PipelineStep) -> bool:
    """Whether what tests is a look at how the code is written, which runs none of it."""
    text = f"{step.uses or ''} {step.run or ''}".lower()
    named = any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) for word in words("style"))
    return named and not any(word in text.replace("latest", "") for word in words("testing"))


def before(doing: Doing) -> tuple[Job, ...]:
    """The jobs that a job waits for, however many lie between."""
    by_name = {job.name: job for job in doing.pipeline.jobs}
    waiting, seen = list(doing.job.needs), dict[str, Job]()
    while waiting:
        name = waiting.pop()
        if name in by_name and name not in seen:
            seen[name] = by_name[name]
            waiting.extend(by_name[name].needs)
    return tuple(seen.values())


def after(doing: Doing) -> tuple[Job, ...]:
    """The jobs that wait for a job, however many lie between."""
    reached = {doing.job.name}
    grown = True
    while grown:
        more = {job.name for job in doing.pipeline.jobs if job.name not in reached and reached & set(job.needs)}
        reached |= more
        grown = bool(more)
    return tuple(job for job in doing.pipeline.jobs if job.name in reached and job.name != doing.job.name)


def looks_after(doing: Doing) -> tuple[Doing, ...]:
    """The steps after a deployment that look at what was deployed and can fail: in its own job, or in one that waits for it."""
    if not doing.job.does:
        return (doing,) if "smoke-test" in doing.job.purposes else _plain_smoke(doing)
    at = next((at for at, found in enumerate(doing.job.does) if "deploy" in found), 0)
    own = [(doing.job, at + n) for n in range(len(doing.job.steps) - at)]
    later = [(job, n) for job in after(doing) if not never(job.condition) for n in range(len(job.steps))]
    return tuple(
        Doing(doing.pipeline, job, job.steps[n]) for job, n in (*own, *later) if _looks(job, n, same=job is doing.job and n == at)
    )


def _plain_smoke(doing: Doing) -> tuple[Doing, ...]:
    return tuple(Doing(doing.pipeline, job) for job in after(doing) if "smoke-test" in job.purposes)


def _looks(job: Job, at: int, *, same: bool) -> bool:
    if "smoke-test" in job.sure[at]:
        return True
    step = what_counts(job.steps[at])
    counted = bool(step.run or step.uses) and not never(job.condition)
    return counted and bool(_WAITS.search(f"{step.run or ''} {step.uses or ''}") or (same and asks_an_address(step)))


def never_fails(step: PipelineStep | None) -> bool:
    """Whether a step asks over the web in a way that is content with every answer: curl without --fail, and nothing that judges
    what came back."""
    if step is None or not step.run or _WAITS.search(step.run) or _JUDGED.search(step.run):
        return False
    asked = _CURL.findall(step.run)
    return bool(asked) and not any(_FAILING.search(each) for each in asked)


def unread(system: System) -> str:
    """What of the pipelines stands elsewhere and could hold what is missed; empty where everything was read."""
    for pipeline in system.pipelines:
        for told in pipeline.includes:
            if told.value.removeprefix("./").lstrip("/") not in system.paths:
                return f"{pipeline.path} takes in {told.value[:80]}, which stands outside this repository"
        for job in pipeline.jobs:
            called = next((each.uses for each in job.steps if each.uses and _REMOTE.match(each.uses)), None)
            if called:
                return f"the job {job.name} of {pipeline.path} is {called[:80]}, which stands in another repository"
    strange = sorted(path for path in system.paths if path in words("unread") or path.startswith(tuple(words("unread-folders"))))
    made = next((each.type for each in system.resources if each.type.lower() in words("unread-resources")), None)
    return f"{strange[0]} is a pipeline whose form is not read" if strange else f"a {made} is declared" if made else ""
