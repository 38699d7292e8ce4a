"""A step counts where it can fail its job."""

import pytest

from opsworthy.facts.project import PipelineStep
from opsworthy.system.counting_checks import never, what_counts
from opsworthy.text.location import Location

AT = Location("ci.yml", 1)


@pytest.mark.parametrize(
    ("run", "kept"),
    [
        ("pytest", "pytest"),
        ("pytest || true", ""),
        ("npm audit || echo found some", ""),
        ("pytest \\\n  -q || :", ""),
        ("pytest || exit 1", "pytest || exit 1"),
        ("make\nmypy || true\npytest", "make\npytest"),
        ("set +e\npytest", ""),
        ("set +e\npytest\nexit $?", "set +e\npytest\nexit $?"),
        ("flake8 --exit-zero .", ""),
        ("kubectl rollout status deployment/a; echo done", "kubectl rollout status deployment/a; echo done"),
    ],
)
def test_lines_whose_result_is_thrown_away_are_left_out(run: str, kept: str) -> None:
    assert (what_counts(PipelineStep("step", AT, run=run)).run or "") == kept


def test_a_step_that_may_fail_or_never_runs_counts_for_nothing() -> None:
    assert what_counts(PipelineStep("step", AT, run="pytest", tolerated=True)).run is None
    assert what_counts(PipelineStep("step", AT, run="pytest", condition="${{ false }}")).run is None


def test_only_the_word_false_is_never() -> None:
    assert never("false")
    assert not never("github.ref == 'false'")
    assert not never(None)
