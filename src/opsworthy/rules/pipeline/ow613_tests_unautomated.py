"""No test runs on each build."""

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.pipeline import Doing
from opsworthy.rules.shapes.stages import named, place_of, stage
from opsworthy.rules.shapes.verdict import broken

_BY_HAND = frozenset(["workflow_dispatch", "manual", "web", "schedule", "cron", "repository_dispatch"])


def _only_by_hand(subject: Subject, found: tuple[Doing, ...]) -> Verdict | None:
    """Tests that no change of the code starts."""
    if any(not each.pipeline.triggers or set(each.pipeline.triggers) - _BY_HAND for each in found):
        return None
    told = f"{named(found)} tests, but only by hand or on a schedule ({', '.join(found[0].pipeline.triggers)})"
    return broken(f"no test runs on each build: {told}", place_of(subject), related=(found[0].related("the tests run here"),))


RULE = Rule(
    id="OW613",
    name="tests-unautomated",
    summary="A job runs the tests on each build, and the build fails when they do.",
    clauses=("DOD-10", "PLS-02", "PLM-06", "PLV-02"),
    why="A test that nobody has to run is not run before the change that breaks it.",
    fix="Run the tests in a job that every push or pull request starts, and let it fail when they fail.",
    judge=stage("test", missing="no job of a pipeline runs tests on each build", also=_only_by_hand),
    profiles=("service", "library"),
    needs="nothing",
    tier=2,
)
