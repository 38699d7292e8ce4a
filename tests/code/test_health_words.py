"""Paths that answer about health, and paths that only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.code.health import MARK, join, role_of


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/healthz", "health"), ("/health-check/", "health"), ("/api/v1/health", "health"), ("/_health", "health"),
        ("/livez", "liveness"), ("/health/live", "liveness"), ("/ready", "readiness"), ("/actuator/prometheus", "metrics"),
        ("/__heartbeat__", "health"), ("/-/healthy", "health"), ("/internal/ping", "health"), ("/status.json", "health"),
        ("/api/v2/metrics", "metrics"), ("/orders/live", None), ("/users/{id}/health", None), ("/health/:service", None),
        ("/webhooks/ping", None), ("/healthy-food", None), ("/sign-up", None), ("/", None), ("", None), ("/links/metrics", None),
    ],
)  # fmt: skip
def test_roles(path: str, role: str | None) -> None:
    assert role_of(path) == role


@given(st.text(max_size=60))
def test_no_path_raises(path: str) -> None:
    assert role_of(path) in (None, "health", "liveness", "readiness", "metrics")


@given(st.lists(st.sampled_from(["", "/", "api", "/api", "api/", "/v1/", "health/"]), max_size=4))
def test_joined_paths_have_single_slashes(parts: list[str]) -> None:
    whole = join(*parts)
    assert whole.startswith("/")
    assert "//" not in whole


@pytest.mark.parametrize("word", ["health", "healthz", "livez", "ready", "readiness", "ping", "metrics", "_health", "status"])
def test_every_word_with_a_role_is_looked_for(word: str) -> None:
    assert MARK.search(f'"/{word}"'.encode()) is not None
