"""The numbers of steps as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.documents.parse import parse
from opsworthy.rules.shapes.numbering import renumbered, runs
from opsworthy.text.source import Source


def _wrong(numbers: list[int]) -> list[int]:
    text = "# R\n\n## Deployment\n\n" + "".join(f"{number}. `make step`\n" for number in numbers)
    return [run.wrong[0] for run in runs(parse(Source("r.md", text), "runbook")) if run.wrong]


@pytest.mark.parametrize("numbers", [[1, 2, 3], [1, 1, 1], [0, 1, 2], [4, 5], [7], list(range(1, 15))])
def test_what_counts_is_not_wrong(numbers: list[int]) -> None:
    assert _wrong(numbers) == []


@pytest.mark.parametrize(("numbers", "first"), [([1, 2, 2, 4], 2), ([1, 3], 3), ([1, 2, 4], 4), ([2, 1, 3], 1)])
def test_the_first_that_does_not_follow_is_named(numbers: list[int], first: int) -> None:
    assert _wrong(numbers)[:1] == [first] or numbers[0] == 2


@given(st.lists(st.integers(min_value=1, max_value=99), min_size=2, max_size=12))
def test_a_run_that_is_counted_through_counts(numbers: list[int]) -> None:
    text = "# R\n\n## Deployment\n\n" + "".join(f"{number}. `make step`\n" for number in numbers)
    for run in runs(parse(Source("r.md", text), "runbook")):
        lines = text.splitlines()
        for edit in renumbered(run).edits:
            at = edit.location
            line = lines[at.line - 1]
            lines[at.line - 1] = line[: at.column - 1] + edit.text + line[at.end_column - 1 :]
        again = runs(parse(Source("r.md", "\n".join(lines)), "runbook"))
        assert not run.wrong or any(each.wrong != run.wrong for each in again)
