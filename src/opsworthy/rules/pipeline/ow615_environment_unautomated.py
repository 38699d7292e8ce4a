"""The pipeline deploys to some environments and leaves one out."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.deploying import deploys_to
from opsworthy.rules.shapes.gate import reaches
from opsworthy.rules.shapes.pipeline import Doing, deploying, unread
from opsworthy.rules.shapes.stages import named, nothing_there, place_of, verb
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.system.model import Environment


def judge(subject: Subject) -> Iterator[Verdict]:
    jobs = deploying(subject.system)
    places = subject.system.environments
    nothing = nothing_there(subject)
    if nothing:
        yield nothing
    elif not places:
        yield not_applicable("the repository names no environment", place_of(subject))
    elif not jobs:
        yield Verdict(State.NOT_RUN, "no job deploys; environment-undeployed asks for the procedures", place_of(subject))
    else:
        yield from (_judge_one(subject, each, jobs) for each in places)


def _judge_one(subject: Subject, environment: Environment, jobs: tuple[Doing, ...]) -> Verdict:
    name, here = environment.name, place_of(subject)
    own = tuple(each for each in jobs if reaches(each.job, environment))
    brought = any(each.environment in (name, None) for each in subject.system.deliveries)
    alone = len(subject.system.environments) == 1
    shown = deploys_to(subject.runbook, environment, alone=alone) if subject.runbook else None
    open_jobs = tuple(each for each in jobs if each.job.environment is None and not each.job.environments)
    if own:
        return held(f"{named(own)} deploys to {name}", own[0].location)
    if shown:
        return held(f"the deployment to {name} is documented here", shown)
    if brought:
        return held(f"a controller brings what it is told to {name}", here)
    if open_jobs or unread(subject.system):
        return cannot_know(f"whether {named(open_jobs) or 'a pipeline'} deploys to {name} stands in no file", here)
    others = tuple(each for each in jobs if each.job.environment)
    told = f"{named(others)} {verb(others, 'deploys', 'deploy')} elsewhere; no job and no procedure deploys to {name}"
    return broken(told, here, related=(jobs[0].related("deploys here"),))


RULE = Rule(
    id="OW615",
    name="environment-unautomated",
    summary="Each environment has a job that deploys to it, or a procedure in the runbook.",
    clauses=("PLS-04", "PLV-04"),
    why="The one environment that is deployed to by hand drifts away from the others.",
    fix="Add a job for this environment, or document the commands that deploy to it.",
    judge=judge,
    needs="nothing",
    tier=2,
)
