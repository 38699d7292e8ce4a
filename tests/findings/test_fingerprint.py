"""What makes a finding the same finding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.documents.parse import parse
from opsworthy.findings.fingerprint import heading_of, subject_of
from opsworthy.findings.outcome import Confidence, Outcome, Severity, State
from opsworthy.findings.placing import placed
from opsworthy.text.location import Location
from opsworthy.text.source import Source


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the parts add up to 745–775 USD", "the parts add up to 900 USD"),
        ("last updated 2025-01-31, 14 months ago", "last updated 2025-01-31, 15 months ago"),
        ("1 step has no command", "12 steps has no command"),
        ("it takes 30s", "it takes 5 min"),
        ("no time, because the question `rollback.minutes` is still open; the team could answer", "no time"),
    ],
)
def test_figures_do_not_count(one: str, other: str) -> None:
    assert subject_of(one) == subject_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nothing declares `deployment/api-1`", "nothing declares `deployment/api-2`"),
        ("nothing declares api-1", "nothing declares api-2"),
        ("there is no section Rollback", "there is no section Monitoring"),
        ("“Step 1” has no command", "“Step 2” has no command"),
        ("nothing answers on /v1/health", "nothing answers on /v2/health"),
    ],
)
def test_names_count(one: str, other: str) -> None:
    assert subject_of(one) != subject_of(other)


def test_a_heading_counts_without_its_number() -> None:
    assert heading_of("3. Rollback!") == heading_of("IV. rollback") == "rollback"


def _broken(line: int, message: str = "told") -> Outcome:
    return Outcome("OW999", "made-up", (), State.BROKEN, Severity.ERROR, Confidence.HIGH, message, Location("a.md", line))


def _prints(text: str, *lines: int) -> list[str]:
    document = parse(Source("a.md", text), "runbook")
    return [each.fingerprint for each in placed(tuple(_broken(line) for line in lines), [document])]


def test_moved_lines_and_renamed_neighbours_change_nothing() -> None:
    before = _prints("# Shop\n\n## Deployment\n\nwords\n\n## Rollback\n\nwords\n", 9)
    after = _prints("# The shop\n\nmore\n\n## Releases\n\nmore\n\nwords\n\n## 2. Rollback\n\nwords\n", 13)
    assert before == after


def test_another_section_is_another_place() -> None:
    text = "# Shop\n\n## Deployment\n\nwords\n\n## Rollback\n\nwords\n"
    assert _prints(text, 5) != _prints(text, 9)


def test_the_same_twice_in_a_section_is_counted() -> None:
    first, second = _prints("## Rollback\n\nwords\n\nwords\n", 3, 5)
    assert first != second
    assert _prints("## Rollback\n\nwords\n", 3) == [first]


@given(st.text(max_size=80))
def test_no_message_makes_it_fail(message: str) -> None:
    assert subject_of(subject_of(message)) == subject_of(subject_of(subject_of(message)))
