"""Whether words say anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.rules.shapes.substance import weight


@pytest.mark.parametrize(
    "text",
    [
        "because",
        "it is important",
        "best practice",
        "Industry standard value.",
        "latency is above 500 ms",
        "since it is the default threshold",
    ],
)
def test_hollow_reasons_weigh_nothing(text: str) -> None:
    assert weight("rationale", text, "Latency") == 0


@pytest.mark.parametrize("text", ["one cart in fifty is abandoned", "the pod is killed at 512 MiB", "User experience"])
def test_reasons_of_substance_weigh(text: str) -> None:
    assert weight("rationale", text, "Latency") >= 2


def test_what_is_known_already_adds_nothing() -> None:
    assert weight("meaning", "The orders queue is stuck.", "OrdersQueueStuck") == 0


@pytest.mark.parametrize("text", ["fix it", "Resolve the issue.", "Fix the connection issue."])
def test_hollow_cures_are_no_action(text: str) -> None:
    assert weight("cure", text) < 2


@given(st.text(max_size=200))
def test_any_text_can_be_weighed(text: str) -> None:
    assert weight("cause", text) >= 0
