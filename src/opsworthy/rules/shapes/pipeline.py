"""The stages of a pipeline: jobs that do them, or documents that say how they are done."""

import re

from opsworthy.documents.document import Document
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.evidence import commands
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.system.model import Job, System
from opsworthy.text.location import Location

STAGES = {
    "build": "the build", "test": "the tests", "scan": "the security scan", "deploy": "the deployment",
    "smoke-test": "the smoke test after a deployment",
}  # fmt: skip
_SPOKEN = {
    "build": re.compile(r"\bbuild|\bcompil|\bcontaineri[sz]|\bbundl|\bpackag", re.IGNORECASE),
    "test": re.compile(r"(?<!smoke )(?<!smoke-)\btest", re.IGNORECASE),
    "scan": re.compile(r"\bscan|\bsast\b|\bvulnerabilit|\bdependency (?:check|review|audit)|\baudit\b", re.IGNORECASE),
    "deploy": re.compile(r"\bdeploy|\brelease|\bpublish|\brollout", re.IGNORECASE),
    "smoke-test": re.compile(r"\bsmoke|\bpost-deploy|\bhealth check after|\bverif", re.IGNORECASE),
}
_PURPOSES = {
    "build": ("build",),
    "test": ("test",),
    "scan": ("scan",),
    "deploy": ("deploy", "apply", "release"),
    "smoke-test": ("health",),
}
_CONCRETE = re.compile(r"`[^`\n]{2,}`|\]\([^)]+\)|https?://")


def stages_owed(subject: Subject) -> tuple[str, ...]:
    """A library is built, tested, scanned and published; there is nothing to ask for its health afterwards."""
    return tuple(stage for stage in STAGES if subject.profile == "service" or stage != "smoke-test")


def implemented(system: System, stage: str) -> Job | None:
    """The first job of a pipeline that does this."""
    return next((job for pipeline in system.pipelines for job in pipeline.jobs if stage in job.purposes), None)


def documented(document: Document, stage: str) -> Location | None:
    """Where a document says how a stage is done: a line about it, in a part about the pipeline, with a command, a name in code
    or a link; or, for what a deployment does anyway, a command of that purpose."""
    parts = (*regions(document, "ci-cd"), *reading(document).whole.about("ci-cd"), *regions(document, "deployment"))
    for region in parts:
        for at, line in region.lines:
            if _SPOKEN[stage].search(line) and (_CONCRETE.search(line) or _near_code(region, at)):
                return Location(document.path, at)
    everything = commands(reading(document).whole, _PURPOSES[stage])
    return next((each.location for each in everything), None)


def _near_code(region: Passage, line: int) -> bool:
    """A block right below the line."""
    return any(0 < fence.location.line - line <= 2 and fence.text.strip() for fence in region.fences)
