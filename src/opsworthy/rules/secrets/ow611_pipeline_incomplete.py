"""The pipeline lacks a stage, and nothing documents how it is done instead."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.pipeline import STAGES, documented, implemented, stages_owed
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "ci-cd")
    place = next((each.location for each in regions(document, "ci-cd")), document.location)
    missing = []
    for stage in stages_owed(subject):
        job = implemented(subject.system, stage)
        shown = documented(document, stage)
        if job:
            yield held(f"{STAGES[stage]}: the job {job.name} of the pipeline", job.locations[0] if job.locations else place)
        elif shown:
            yield held(f"{STAGES[stage]}: documented", shown)
        else:
            missing.append(STAGES[stage])
    if missing:
        yield broken(f"no job of a pipeline and no procedure covers {', '.join(missing)}", place)


RULE = Rule(
    id="OW611",
    name="pipeline-incomplete",
    summary="Build, test, security scan, deployment and smoke test are jobs of a pipeline, or documented with their commands.",
    clauses=(
        "DOD-10",
        "PLS-01",
        "PLS-02",
        "PLS-03",
        "PLS-04",
        "PLS-06",
        "PLM-01",
        "PLM-02",
        "PLM-06",
        "PLV-01",
        "PLV-02",
        "PLV-03",
        "PLV-06",
    ),
    why="What no machine does every time is left out the one time it matters.",
    fix="Add a job for the stage, or document the command that is run by hand for it and when.",
    judge=judge,
    profiles=("service", "library"),
)
