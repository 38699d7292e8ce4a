"""Pipelines and their jobs, with what each is for."""

from opsworthy.facts.project import PipelineStep
from opsworthy.system.running import Places
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated


@dataclass(frozen=True, slots=True)
class Job:
    """A pipeline job and what it is for: purposes among build, test, scan, release, approve, deploy, smoke-test, roll-back,
    notify; `note` is what the file cannot say about it. `does` are the purposes of each step, in the order of `steps`; `sure`
    those of them that can fail the job: not of a step that is switched off, nor of a check whose result is thrown away.
    `environments` are all that it can go to; `condition` as written."""

    name: str
    purposes: tuple[str, ...]
    environment: str | None
    needs: tuple[str, ...]
    steps: tuple[PipelineStep, ...]
    locations: Places
    note: str = ""
    does: tuple[frozenset[str], ...] = ()
    sure: tuple[frozenset[str], ...] = ()
    environments: tuple[str, ...] = ()
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Pipeline:
    name: str
    path: str
    provider: str
    triggers: tuple[str, ...]
    jobs: tuple[Job, ...]
    locations: Places
    includes: tuple[Stated[str], ...] = ()
