"""Nothing looks at what was deployed."""

import re
from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.evidence import looking
from opsworthy.rules.shapes.pipeline import Doing, after, deploying, looks_after, never_fails, unread
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.stage import STAGES, documented
from opsworthy.rules.shapes.stages import deploys_by_hand, nothing_there, place_of
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.regex import regex

_LOOKS = regex(r"\b(?:post-?deploy\w*|smoke|verif\w+|health)", re.IGNORECASE)


def judge(subject: Subject) -> Iterator[Verdict]:
    nothing = nothing_there(subject)
    jobs = deploying(subject.system)
    shown = documented(subject.runbook, "smoke-test")
    if nothing:
        yield nothing
    elif jobs:
        yield from (_judge_one(subject, each, documented=bool(shown)) for each in jobs)
    elif shown:
        yield held(f"{STAGES['smoke-test']}: documented here", shown)
    elif not deploys_by_hand(subject):
        yield not_applicable("nothing here deploys", place_of(subject))
    elif any(_LOOKS.search(job.name) for each in subject.system.pipelines for job in each.jobs):
        yield cannot_know("a job says by its name that it looks at what was deployed", place_of(subject))
    elif _verified(subject):
        yield held(f"{STAGES['smoke-test']}: done by hand", place_of(subject))
    elif unread(subject.system):
        yield cannot_know(f"no job looks at what was deployed, but {unread(subject.system)}", place_of(subject))
    else:
        yield broken("no job and no procedure looks at what was deployed", place_of(subject))


def _verified(subject: Subject) -> bool:
    """Whether a part of the runbook that is titled after the verification has a command that looks."""
    found = reading(subject.runbook).whole.about("verification") if subject.runbook else ()
    return any(looking(each) for each in found if each.section)


def _judge_one(subject: Subject, doing: Doing, *, documented: bool) -> Verdict:
    looks = looks_after(doing)
    good = next((each for each in looks if not never_fails(each.step)), None)
    if good:
        return held(f"after {doing.words}, {good.words} looks at what was deployed", good.location)
    if documented:
        return held(f"after {doing.words} the runbook's smoke test is run by hand", place_of(subject))
    if looks:
        told = f"the smoke test in {looks[0].words} takes every answer for a good one: its curl lacks --fail"
        return broken(told, place_of(subject, doing), related=(looks[0].related("this passes on an error 500 too"),))
    useless = _useless(doing)
    if useless:
        told = f"the smoke test in {useless.words} cannot fail: it is switched off or its result is thrown away"
        return broken(told, place_of(subject, doing), related=(useless.related("this does not count"),))
    told = f"nothing looks at what {doing.words} has deployed"
    why = unread(subject.system)
    if why:
        return cannot_know(f"{told} in the files of this repository, but {why}", place_of(subject, doing))
    return broken(told, place_of(subject, doing), related=(doing.related("this deploys"),))


def _useless(doing: Doing) -> Doing | None:
    for job in (doing.job, *after(doing)):
        for step, does in zip(job.steps, job.does, strict=False):
            if "smoke-test" in does:
                return Doing(doing.pipeline, job, step)
    return None


RULE = Rule(
    id="OW617",
    name="smoke-test-missing",
    summary="After each deployment a job looks at what was deployed and can fail, or the runbook shows how to look.",
    clauses=("DOD-10", "PLS-06", "PLM-02", "PLM-07", "PLV-06"),
    why="A deployment that nobody looks at is found broken by its users.",
    fix="Add a step after the deployment that can fail, such as `curl --fail https://…/health` or `kubectl rollout status`.",
    judge=judge,
    needs="nothing",
    tier=2,
)
