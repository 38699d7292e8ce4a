"""A change reaches production without anybody's approval."""

import re
from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.gate import gate, protected, to_production
from opsworthy.rules.shapes.pipeline import Doing, deploying
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.stage import approver
from opsworthy.rules.shapes.stages import named, nothing_there, place_of
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.regex import regex

_DEPLOYS = regex(r"(?<![a-z])(?:deploy|release|roll-?out|promot)", re.IGNORECASE)


def judge(subject: Subject) -> Iterator[Verdict]:
    nothing = nothing_there(subject)
    told = approver(subject.runbook)
    jobs = to_production(subject)
    if nothing:
        yield nothing
    elif told:
        yield held("who approves a deployment stands here", told)
    elif jobs:
        yield from (_judge_one(subject, each) for each in jobs)
    elif deploying(subject.system):
        yield cannot_know(f"no file says whether {named(deploying(subject.system))} deploys to production", place_of(subject))
    else:
        yield _by_hand(subject)


def _judge_one(subject: Subject, doing: Doing) -> Verdict:
    waits = gate(doing)
    if waits:
        return held(waits, doing.location)
    if protected(doing):
        why = f"{doing.words} names an environment; whether the forge asks for an approval there stands in no file"
        return cannot_know(f"{why}, and the runbook names nobody who approves", place_of(subject))
    # A job with a condition of its own does not run on everything that starts its pipeline.
    on = f" on {', '.join(doing.pipeline.triggers)}" if doing.pipeline.triggers and not doing.job.condition else ""
    return broken(
        f"{doing.words} deploys to production{on} without waiting for an approval, and the runbook names nobody who approves",
        place_of(subject), related=(doing.related("this deploys to production"),),
    )  # fmt: skip


def _by_hand(subject: Subject) -> Verdict:
    if not any(each.production for each in subject.system.environments):
        return not_applicable("the repository names no production and no job that deploys", place_of(subject))
    called = next((job for each in subject.system.pipelines for job in each.jobs if _DEPLOYS.search(job.name)), None)
    if called:
        return cannot_know(f"no file says whether the job `{called.name}` deploys to production", place_of(subject))
    if subject.runbook is None or not regions(subject.runbook, "deployment"):
        return not_applicable("no job and no procedure deploys to production", place_of(subject))
    return broken("production is deployed to by hand, and the runbook names nobody who approves", place_of(subject))


RULE = Rule(
    id="OW616",
    name="production-ungated",
    summary="A deployment to production waits for an approval, and it is known who gives it.",
    clauses=("PLS-05", "PLM-03", "PLV-05"),
    why="Without a gate every merge is a release, also the one on a Friday evening.",
    fix="Let the job wait (`environment:` with reviewers, `when: manual`, `input`, `type: approval`) and say who approves.",
    judge=judge,
    needs="nothing",
    tier=2,
)
