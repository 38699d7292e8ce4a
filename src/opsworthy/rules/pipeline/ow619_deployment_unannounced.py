"""Nobody is told of a deployment."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.pipeline import deploying, doing, unread
from opsworthy.rules.shapes.stage import announced
from opsworthy.rules.shapes.stages import deploys_by_hand, named, nothing_there, place_of, verb
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    nothing = nothing_there(subject)
    jobs = deploying(subject.system)
    paths = {each.pipeline.path for each in jobs}
    notes = tuple(
        each
        for each in doing(subject.system, "notify")
        if each.pipeline.path in paths or "workflow_run" in each.pipeline.triggers
    )
    told = None if notes else announced(subject.runbook)
    if nothing:
        yield nothing
    elif notes:
        yield held(f"the notification: {named(notes)}", notes[0].location)
    elif told:
        yield held("who is told of a deployment stands here", told)
    elif unread(subject.system):
        yield cannot_know(f"no job tells anybody of a deployment, but {unread(subject.system)}", place_of(subject))
    elif jobs:
        what = f"{named(jobs)} {verb(jobs, 'deploys', 'deploy')}, and neither a step nor the runbook tells anybody"
        yield broken(what, place_of(subject, jobs[0]), related=(jobs[0].related("this deploys"),))
    elif deploys_by_hand(subject):
        yield broken("the runbook does not say who is told of a deployment, and where", place_of(subject))
    else:
        yield not_applicable("nothing here deploys", place_of(subject))


RULE = Rule(
    id="OW619",
    name="deployment-unannounced",
    summary="A job tells a channel of each deployment, or the runbook says who is told and where.",
    clauses=("PLS-08", "PLM-05", "PLV-08"),
    why="Who does not know of the deployment looks for the fault everywhere else first.",
    fix="Add a step that posts to the team's channel when a deployment ends or fails, or write down who is told where.",
    judge=judge,
    severity=Severity.WARNING,
    needs="nothing",
    tier=2,
)
