"""What a change put in the place of what, line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.text.exchange import exchanges, names, says

WORDS = st.text(alphabet="ab-_./: 80\n", max_size=40)


def _told(before: str, after: str) -> set[tuple[str, str]]:
    one, other = before.split("\n"), after.split("\n")
    return {(each.old, each.new) for each in exchanges(one, other, [(1, len(one), 1, len(other))])}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("namespace: shop-web", "namespace: shop-front", {("shop-web", "shop-front")}),
        ('      - "8025:80"', '      - "8026:80"', {("8025:80", "8026:80"), ("8025", "8026")}),
        ("url: http://api:8080/health", "url: http://api:8080/live", {("/health", "/live"), ("health", "live")}),
        ("sign reg.example.com/a:1", "sign hub.example.com/a:1", {("reg.example.com", "hub.example.com")}),
        ("a --check b", "a --verify b", {("--check", "--verify")}),
        ("image: shop/api:1.2", "", {("image", ""), ("shop/api:1.2", ""), ("shop", ""), ("api", "")}),
    ],
)  # fmt: skip
def test_tells_values_and_their_parts(before: str, after: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= _told(before, after)


def test_tells_nothing_of_what_stayed() -> None:
    assert _told("kubectl get pods -n shop", "kubectl get pods -n shop") == set()


def test_knows_a_line_that_is_otherwise_the_same() -> None:
    (found,) = [each for each in exchanges(["get -n shop"], ["get -n store"], [(1, 1, 1, 1)]) if each.old == "shop"]
    assert found.alone
    assert (found.before, found.now, found.around) == (1, 1, "get -n shop")
    other = exchanges(["get the pods of shop"], ["everything else is written anew"], [(1, 1, 1, 1)])
    assert not any(each.alone for each in other)


@given(WORDS, WORDS)
def test_never_fails_and_tells_what_stood_there(before: str, after: str) -> None:
    for old, new in _told(before, after):
        assert old in before
        assert new in after
        assert old != new


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("containerPort: 8080", "8080", True), ("8080 requests", "8080", False), ("http://localhost:8080/x", "8080", True),
        ("EXPOSE 8080", "8080", True), ("18080:80", "8080", False), ("path: /health", "/health", True),
        ("http://localhost:3000/health", "/health", True), ("/health/ready", "/health", False), ("src/health", "/health", False),
        ("| `API_PORT` | where it listens | `8080` |", "8080", True), ("| `API_KEYS` | how many | `8080` |", "8080", False),
        ("deploy/shop-api", "shop-api", True), ("my-shop-api", "shop-api", False), ("secrets.API_TOKEN", "API_TOKEN", True),
    ],
)  # fmt: skip
def test_says_a_word_by_itself(text: str, word: str, expected: bool) -> None:
    assert says(text, word) is expected


def test_names_no_part_of_a_longer_word() -> None:
    assert names("use shop-lock now", "shop-lock")
    assert not names("use shop-lock.yaml now", "shop-lock")
