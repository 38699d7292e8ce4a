"""Lengths of time in words, in seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.documents.durations import find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 minutes", [(900, 900)]),
        ("~5 min", [(300, 300)]),
        ("1h30", [(5400, 5400)]),
        ("1h 30m", [(5400, 5400)]),
        ("1 hour 30 minutes", [(5400, 5400)]),
        ("30-45 seconds", [(30, 45)]),
        ("5 min to 10 min", [(300, 600)]),
        ("30 to 60 minutes", [(1800, 3600)]),
        ("5+ minutes", [(300, 300)]),
        ("1.5 hours", [(5400, 5400)]),
        ("every 30s (timeout 5s)", [(30, 30), (5, 5)]),
        ("90 days", [(7776000, 7776000)]),
        ("takes an hour", [(3600, 3600)]),
        ("half an hour", [(1800, 1800)]),
        ("a 30-minute window", [(1800, 1800)]),
        ("twice a day", []),
        ("24/7", []),
        ("100m CPU", []),
        ("at 10:30", []),
        ("HTTP/1.1 200 OK", []),
        ("$5m", []),
        ("p95 below 500ms", []),
        ("a few minutes", []),
    ],
)
def test_reads_durations(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(span.low, span.high) for span in find(text)] == expected


@given(st.text(alphabet="0123456789.,hmsd-– minutesorto/:$", max_size=80))
def test_any_text_gives_spans_inside_it_that_do_not_overlap(text: str) -> None:
    end = 0
    for span in find(text):
        assert end <= span.start < span.end <= len(text)
        assert span.low <= span.high
        end = span.end
