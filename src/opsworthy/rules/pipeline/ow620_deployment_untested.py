"""A deployment does not wait for the tests."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related, Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.gate import untested
from opsworthy.rules.shapes.pipeline import deploying, doing, unread
from opsworthy.rules.shapes.stages import named, nothing_there, place_of, verb
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    nothing = nothing_there(subject)
    jobs, tests = deploying(subject.system), doing(subject.system, "test")
    loose = tuple(untested(subject, tests))
    if nothing:
        yield nothing
    elif not jobs or not tests:
        yield not_applicable("no pipeline both tests and deploys", place_of(subject))
    elif loose and unread(subject.system):
        yield cannot_know(f"{named(loose)} waits for no test that can be read, but {unread(subject.system)}", place_of(subject))
    elif loose:
        told = f"{named(loose)} {verb(loose, 'deploys', 'deploy')} without waiting for the tests of {named(tests[:1])}"
        related = (Related(loose[0].location, "this deploys"), Related(tests[0].location, "these are the tests"))
        yield broken(told, place_of(subject, loose[0]), related=related)
    else:
        yield held(f"{named(jobs)} {verb(jobs, 'waits', 'wait')} for {named(tests[:1])}", jobs[0].location)


RULE = Rule(
    id="OW620",
    name="deployment-untested",
    summary="A job that deploys waits for the tests: it needs their job, or runs them in an earlier step.",
    clauses=("PLS-02", "PLM-07"),
    why="Tests that run beside the deployment tell afterwards that it should not have been made.",
    fix="Let the deployment wait: `needs: [test]`, a later stage, or `workflow_run` on the workflow that tests.",
    judge=judge,
    severity=Severity.WARNING,
    needs="nothing",
    tier=2,
)
