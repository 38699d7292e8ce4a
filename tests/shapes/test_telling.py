"""What a command should show: words that say it, and words that only stand there."""

import pytest

from opsworthy.documents.document import Expectation
from opsworthy.rules.shapes.crossing import uncrossable
from opsworthy.rules.shapes.foreign import is_home_page
from opsworthy.rules.shapes.promise import promises
from opsworthy.rules.shapes.secret import outlives
from opsworthy.rules.shapes.telling import tells
from opsworthy.text.location import Location

_CODE = frozenset(["curl -i https://shop.example.com/healthz"])


@pytest.mark.parametrize(
    "text",
    [
        "Expected: HTTP/1.1 200 OK", "Expected output: every pod Running", "Expected: nothing", "Expected: no errors", "expected: v2",
        "Expected: `up`", "should return 200", "Expected when this is it: CPU above 350m", "NAME  READY  STATUS",
        "Expected: deployment rolled out", "Expected: healthy",
    ],
)  # fmt: skip
def test_an_expectation_says_what_to_see(text: str) -> None:
    assert tells(Expectation(text, Location("a", 1)), _CODE)


@pytest.mark.parametrize(
    "text",
    [
        "Expected: the output of the command", "Expected: it works", "Expected output: …", "Expected:", "Expected: something correct",
        "Expected: curl -i https://shop.example.com/healthz", "# Expected: as expected",
    ],
)  # fmt: skip
def test_an_expectation_says_nothing(text: str) -> None:
    assert not tells(Expectation(text, Location("a", 1)), _CODE)


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("https://www.example.com", True), ("https://example.com/", True), ("https://example.com/healthz", False),
        ("https://grafana.example.com", False), ("http://localhost", False), ("http://10.0.0.1/", False), ("https://[x]", False),
        ("https://www.example.com:8443/", False), ("https://example.com/?q=1", False),
    ],
)  # fmt: skip
def test_home_pages(address: str, home: bool) -> None:
    assert is_home_page(address) is home


@pytest.mark.parametrize(
    ("line", "put_off"),
    [
        ("The platform team will write Rollback by 2026-09-30; tracked as OPS-12.", True),
        ("To be documented in the next sprint.", True),
        ("The index will be added by 3 o'clock; watch the dashboard.", False),
        ("The operator will write `state.json` by the end of the run.", False),
        ("The old key stops working later.", False),
    ],
)
def test_promises(line: str, put_off: bool) -> None:
    assert promises(line) is put_off


@pytest.mark.parametrize(
    ("text", "too_long"),
    [
        ("every 90 days", False),
        ("every 10 years", False),
        ("every 36500 days", True),
        ("after 99 years", True),
        ("yearly", False),
    ],
)
def test_intervals_that_nobody_lives_to_see(text: str, too_long: bool) -> None:
    assert outlives(text) is too_long


@pytest.mark.parametrize(
    ("name", "threshold", "never"),
    [
        ("Availability", "below 0 %", True), ("Error rate", "above 100 % for 5 minutes", True), ("Errors", "< 0", True),
        ("CPU", "above 100 % of its request", False), ("Availability", "below 99.5 %", False), ("Queue", "above 0", False),
        ("Temperature", "below 0.5 °C", False), ("Replicas", "<= 0", False),
    ],
)  # fmt: skip
def test_thresholds_that_nothing_crosses(name: str, threshold: str, never: bool) -> None:
    assert uncrossable(name, threshold) is never
