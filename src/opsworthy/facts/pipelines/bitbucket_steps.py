"""The steps of a Bitbucket pipeline as jobs: each waits for those before it, those in parallel for the same ones."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.pipelines.steps import commands, inputs, part
from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, entries, find, items, stated, string

_MANUAL = "manual"
_MOST = 300


@dataclass(frozen=True)
class _Written:
    """One step of the file; `stage` and what the stage says of the steps in it."""

    step: Mapping
    stage: Mapping | None = None


@dataclass(frozen=True)
class Reading:
    root: Mapping

    def jobs(self, body: Node) -> tuple[PipelineJob, ...]:
        """The steps of one pipeline, in their order."""
        made: list[PipelineJob] = []
        before: tuple[str, ...] = ()
        for together in self._groups(body):
            names = []
            for written in together:
                job = self._job(written, before, len(made))
                made.append(job)
                names.append(job.name)
            before = tuple(names) or before
            if len(made) > _MOST:
                break
        return tuple(made)

    def _groups(self, body: Node) -> Iterator[list[_Written]]:
        """What runs together, one group after the other."""
        for item in body.items if isinstance(body, Sequence) else ():
            stage = find(item, "stage")
            if isinstance(stage, Mapping):
                for inner in items(stage, "steps"):
                    yield _steps(inner, stage)
            else:
                yield _steps(item, None)

    def _job(self, written: _Written, before: tuple[str, ...], at: int) -> PipelineJob:
        step, stage = written.step, written.stage
        named = string(step, "name") or f"step {at + 1}"
        place = stated(step, "deployment") or stated(stage, "deployment")
        manual = _MANUAL in (string(step, "trigger"), string(stage, "trigger"))
        return PipelineJob(
            named,
            step.location,
            tuple(_parts(step)),
            before,
            place,
            stage=string(stage, "name"),
            manual=manual,
            deploys=place is not None,
            image=stated(step, "image") or stated(step, "image", "name") or stated(self.root, "image"),
            services=tuple(self._service(each) for each in items(step, "services") if isinstance(each, Scalar)),
        )

    def _service(self, name: Scalar) -> Stated[str]:
        told = stated(self.root, "definitions", "services", name.text, "image")
        return told or Stated(name.text, name.location)


def _steps(item: Node, stage: Mapping | None) -> list[_Written]:
    alone = find(item, "step")
    if isinstance(alone, Mapping):
        return [_Written(alone, stage)]
    told = find(item, "parallel")
    listed = told.items if isinstance(told, Sequence) else items(told, "steps")
    return [_Written(step, stage) for each in listed if isinstance(step := find(each, "step"), Mapping)]


def _parts(step: Mapping) -> Iterator[PipelineStep]:
    for key in ("script", "after-script"):
        for item in items(step, key):
            pipe = stated(item, "pipe")
            if pipe is not None:
                yield part(pipe.value, "pipe", pipe.location, inputs(entries(item, "variables")))
            else:
                for told in commands(item):
                    yield replace(told, tolerated=key == "after-script")
