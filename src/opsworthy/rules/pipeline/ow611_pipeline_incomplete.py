"""There is no pipeline, and no document says how its stages are done."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.pipeline import unread
from opsworthy.rules.shapes.stage import STAGES
from opsworthy.rules.shapes.stages import covered, owed, place_of
from opsworthy.rules.shapes.verdict import broken, cannot_know, held


def judge(subject: Subject) -> Iterator[Verdict]:
    found = covered(subject)
    why = unread(subject.system)
    if found:
        yield held(f"jobs or procedures cover {', '.join(STAGES[each] for each in found)}", place_of(subject))
    elif why:
        yield cannot_know(f"no pipeline that can be read covers any stage, but {why}", place_of(subject))
    elif subject.runbook is None:
        yield Verdict(
            State.NOT_RUN, "there is no pipeline, and no runbook that could say how its stages are done", subject.anchor
        )
    else:
        stages = ", ".join(STAGES[each] for each in owed(subject))
        yield broken(f"no job of a pipeline and no procedure covers {stages}", place_of(subject))


RULE = Rule(
    id="OW611",
    name="pipeline-incomplete",
    summary="There is a pipeline that builds, tests, scans and deploys, or the runbook shows with which commands that is done.",
    clauses=("DOD-10",),
    why="What no machine does every time is left out the one time it matters.",
    fix="Add a pipeline with these stages, or document the command that is run by hand for each, and when.",
    judge=judge,
    profiles=("service", "library"),
    needs="nothing",
    tier=2,
)
