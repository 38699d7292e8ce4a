"""Thresholds of PromQL: what is compared with a number, whatever stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.observability.durations import seconds
from opsworthy.facts.observability.promql import threshold


def text(expression: str) -> str | None:
    found = threshold(expression)
    return found.text if found is not None else None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("up == 0", "== 0"),
        ("((up == 0))", "== 0"),
        ("a / b > 0.05", "> 0.05"),
        ("a > bool 1", "> 1"),
        ("0 > a", "< 0"),
        ('a{x="> 5"} < -3', "< -3"),
        ("a > 2 and b > 7", "> 2"),
        ("(a > 2 and b > 7) or c > 9", "> 2"),
        ("a > on(x) group_left b", None),
        ("a > b * 2", None),
        ("a unless b > 7", "> 7"),
        ("absent(a)", None),
        ("max by (a) (up == 1)", "== 1"),
        ("sum(a > 1) + sum(b > 2)", None),
        ("time() - a > 26 * 3600 # a day", "> 26 * 3600"),
        ("rate(a[5m] offset 1h) >= 1e-3", ">= 1e-3"),
        ("", None),
    ],
)
def test_the_threshold_of_an_expression(expression: str, expected: str | None) -> None:
    assert text(expression) == expected


@given(st.text(max_size=80) | st.text(alphabet="ab()<>=! 0.5andor\"'[]{}#\n", max_size=120))
def test_any_text_gives_a_threshold_within_it_or_none(expression: str) -> None:
    found = threshold(expression)
    if found is not None:
        assert 0 <= found.offset < len(expression)


@given(st.integers(0, 99), st.integers(0, 23), st.integers(0, 59))
def test_durations_are_added_up(days: int, hours: int, minutes: int) -> None:
    assert seconds(f"{days}d{hours}h{minutes}m") == days * 86400 + hours * 3600 + minutes * 60


@given(st.text(max_size=12))
def test_no_other_text_is_a_duration(written: str) -> None:
    found = seconds(written)
    assert found is None or found >= 0
