"""The runbook leaves the rollback to a pipeline that does not roll back."""

import re
from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.evidence import any_command
from opsworthy.rules.shapes.pipeline import deploying, doing, unread
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.stages import named, nothing_there, place_of, verb
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_PROMISES = regex(
    r"\b(?:pipeline|workflow|ci/?cd|ci job|github actions?|gitlab ci|jenkins)\b[^.\n]{0,60}\b"
    r"(?:automatically\s+(?:rolls?\s+back|reverts?)|"
    r"(?:rolls?\s+back|reverts?)\b[^.\n]{0,30}\bautomatically)",
    re.IGNORECASE,
)
_ITSELF = regex(r"--atomic|--rollback-on-failure|circuit.?breaker|auto[-_]?rollback|\brollback\b|\bundo\b", re.IGNORECASE)


def judge(subject: Subject) -> Iterator[Verdict]:
    nothing = nothing_there(subject)
    jobs = doing(subject.system, "roll-back")
    promised = _promise(subject)
    if nothing:
        yield nothing
    elif jobs:
        yield held(f"the rollback: {named(jobs)}", jobs[0].location)
    elif _by_itself(subject):
        yield held("the deployment rolls back by itself when it fails", _by_itself(subject) or place_of(subject))
    elif promised and subject.system.pipelines and not unread(subject.system):
        yield broken("the runbook says that the pipeline rolls back by itself, and no job does", promised)
    elif promised:
        yield cannot_know("no pipeline that can be read rolls back as the runbook says", promised)
    else:
        yield _documented(subject)


def _documented(subject: Subject) -> Verdict:
    document = subject.runbook
    inside = regions(document, "rollback") if document else ()
    shown = next((place for each in inside if (place := any_command(each))), None)
    if shown:
        return held("the rollback is documented here", shown)
    jobs = deploying(subject.system)
    if document is None and not jobs:
        return not_applicable("nothing here deploys", place_of(subject))
    if document is None:
        what = f"{named(jobs)} {verb(jobs, 'deploys', 'deploy')}; no job rolls back, and there is no runbook that says how"
        return broken(what, place_of(subject, jobs[0]))
    what = "rollback-without-commands looks at its commands" if inside else "there is no section Rollback to look in"
    return Verdict(State.NOT_RUN, what, place_of(subject))


def _by_itself(subject: Subject) -> Location | None:
    """A step of a deployment that goes back when it fails."""
    steps = (step for each in deploying(subject.system) for step in each.job.steps)
    return next((step.location for step in steps if _ITSELF.search(f"{step.run or ''} {step.name}")), None)


def _promise(subject: Subject) -> Location | None:
    if subject.runbook is None:
        return None
    return next((each.location for each in reading(subject.runbook).paragraphs if _PROMISES.search(each.text)), None)


RULE = Rule(
    id="OW618",
    name="rollback-unautomated",
    summary="A job rolls back, or the runbook documents the rollback; where it says that the pipeline does it, a job does.",
    clauses=("PLS-07", "PLM-04", "PLV-07"),
    why="A rollback that everybody takes for automatic is done by nobody.",
    fix="Add the job that rolls back, or replace the promise with the commands that a person runs.",
    judge=judge,
    needs="nothing",
    tier=2,
)
